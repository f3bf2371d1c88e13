// All dials of one network: credentials, the streams they became, and the end of both.
import type { Socket } from 'node:net';
import type { TorchatId } from '@torchat/core';
import type { DialOptions } from '@torchat/core/node';
import { openStreams } from '../open-streams.ts';
import { credentialBook } from './credentials.ts';
import { dial, type DialTools } from './dial.ts';
import type { Endpoint } from './endpoint.ts';
import { dialError } from './failures.ts';
import { dialPatience } from './patience.ts';

export interface Dialler {
  /** `endpoint` is null while there is no tor. Rejects with `DialError`. */
  dial(endpoint: Endpoint | null, id: TorchatId, port: number, options: DialOptions): Promise<Socket>;
  /** Cancels dials and closes streams; later dials find no tor. */
  close(): void;
}

/** See `DialTools`. */
export function dialler({
  refresh = () => undefined,
  doubt = () => undefined,
}: Partial<Pick<DialTools, 'refresh' | 'doubt'>> = {}): Dialler {
  const closing = new AbortController();
  const tools = { book: credentialBook(), patience: dialPatience(), refresh, doubt, closing: closing.signal };
  const streams = openStreams();
  return {
    async dial(endpoint, id, port, options) {
      if (endpoint === null || closing.signal.aborted) throw dialError('tor_unavailable');
      return streams.keep(await dial(endpoint, id, port, options, tools));
    },
    close() {
      closing.abort();
      streams.closeAll();
    },
  };
}
