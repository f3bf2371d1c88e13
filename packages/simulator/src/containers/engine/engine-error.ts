// What goes wrong with containers, for the person at the terminal.
import { TorchatError } from '@torchat/core';

export class EngineError extends TorchatError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('internal', message, options);
  }
}
