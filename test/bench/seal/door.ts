// The onion network as one client of the benchmark has it: a tor that two share, and a virtual port of its own on one service.
import { DialError, type OnionNetwork, type OnionService } from '@torchat/core/node';
import type { TorchatId } from '@torchat/core';
import type { PlainTor } from '../reference/plain-tor.ts';
import { socksDial } from '../reference/socks-dial.ts';

/** The service is up already. All dials of all clients have one SOCKS user, so that they go on one circuit. */
export function door(tor: PlainTor, id: TorchatId, port: number): OnionNetwork {
  const service: OnionService = {
    id,
    state: 'published',
    subscribe: () => () => undefined,
    withdraw: () => Promise.resolve(),
  };
  return {
    state: { phase: 'ready', version: '', warning: null },
    subscribe: () => () => undefined,
    publish: () => Promise.resolve(service),
    dial: (to, _port, { deadline }) =>
      socksDial({ socks: tor.socksSocket, host: `${to}.onion`, port, user: 'chat', deadline }).catch(
        (cause: unknown) => {
          throw new DialError('failed', 'A dial of the benchmark failed.', { cause });
        },
      ),
    close: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
