// latency_pong <id>
//
// Example:  `latency_pong 550e8400-e29b-41d4-a716-446655440000`
// Receiver: (extension `latency`) takes the time since its `latency_ping` with this id as the round trip.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type LatencyPong = {
  readonly command: 'latency_pong';
  readonly id: string;
};

export const latencyPong: Format<LatencyPong> = {
  command: 'latency_pong',
  via: 'in',
  decode: (args) => ({ command: 'latency_pong', id: args.token(MAX_TOKEN_BYTES) }),
  encode: ({ id }, line) => {
    line.text(id);
  },
};
