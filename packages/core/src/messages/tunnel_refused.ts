// tunnel_refused <reason>
//
// Example:  `tunnel_refused busy`
// Receiver: (extension `tunnel`) finds it in place of `tunnel_ok`, then the connection ends. `stale`: opens once more
//           with the newest key. `gone`: not shared (any more). `busy`: too many at once or too much. `refused`: nobody
//           listens there. `unreachable`: its port could not be reached. Any other reason: as `unreachable`.
import type { Format } from './format.ts';

const TUNNEL_REFUSALS = ['stale', 'gone', 'busy', 'refused', 'unreachable'] as const;
export type TunnelRefusal = (typeof TUNNEL_REFUSALS)[number];

const MAX_REASON = 32;

type TunnelRefused = {
  readonly command: 'tunnel_refused';
  readonly reason: TunnelRefusal;
};

export const tunnelRefused: Format<TunnelRefused> = {
  command: 'tunnel_refused',
  via: 'answer',
  decode: (args) => {
    const word = args.word(MAX_REASON);
    return {
      command: 'tunnel_refused',
      reason: TUNNEL_REFUSALS.find((reason) => reason === word) ?? 'unreachable',
    };
  },
  encode: ({ reason }, line) => {
    line.text(reason);
  },
};
