// What a demonstration plays on: a folder, a network, a voice, and somebody who ends what it started.
import type { Guard } from '../process/guard.ts';

export interface Scene {
  /** For accounts; removed at the end. */
  readonly folder: string;
  readonly torrcFile: string;
  /** For programs: none outlives the demonstration, be it killed. */
  readonly guard: Guard;
  /** One line of the transcript, with the seconds since the start. */
  readonly say: (line: string) => void;
  /** Ended with the demonstration, if not before. */
  readonly use: <T extends AsyncDisposable>(resource: T) => T;
}
