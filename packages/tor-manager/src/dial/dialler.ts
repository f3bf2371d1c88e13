// All dials of one network: credentials, the streams they became, and the end of both.
import type { Socket } from 'node:net';
import type { TorchatId } from '@torchat/core';
import type { DialOptions } from '@torchat/core/node';
import { openStreams } from '../open-streams.ts';
import { credentialBook } from './credentials.ts';
import { dial } from './dial.ts';
import type { Endpoint } from './endpoint.ts';
import { dialError } from './failures.ts';

export interface Dialler {
  /** `endpoint` is null while there is no tor. Rejects with `DialError`. */
  dial(endpoint: Endpoint | null, id: TorchatId, port: number, options: DialOptions): Promise<Socket>;
  /** Cancels dials and closes streams; later dials find no tor. */
  close(): void;
}

export function dialler(): Dialler {
  const book = credentialBook();
  const streams = openStreams();
  const closing = new AbortController();
  return {
    async dial(endpoint, id, port, options) {
      if (endpoint === null || closing.signal.aborted) throw dialError('tor_unavailable');
      return streams.keep(await dial(endpoint, id, port, options, book, closing.signal));
    },
    close() {
      closing.abort();
      streams.closeAll();
    },
  };
}
