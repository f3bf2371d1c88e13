// latency_ping <id>
//
// Example:  `latency_ping 550e8400-e29b-41d4-a716-446655440000`
// Receiver: (extension `latency`) answers `latency_pong` with the same id at once.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type LatencyPing = {
  readonly command: 'latency_ping';
  readonly id: string;
};

export const latencyPing: Format<LatencyPing> = {
  command: 'latency_ping',
  via: 'in',
  decode: (args) => ({ command: 'latency_ping', id: args.token(MAX_TOKEN_BYTES) }),
  encode: ({ id }, line) => {
    line.text(id);
  },
};
