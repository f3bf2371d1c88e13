// tunnel_key <32 random bytes>
//
// Example:  `tunnel_key 0123456789abcdefghijklmnopqrstuv`
// Receiver: (extension `tunnel`) signs with it what it opens towards the sender, until a newer key or ten minutes after
//           the session.
import type { Format } from './format.ts';

export const TUNNEL_KEY_BYTES = 32;

type TunnelKey = {
  readonly command: 'tunnel_key';
  /** 32 bytes. A view into the line. */
  readonly key: Uint8Array;
};

export const tunnelKey: Format<TunnelKey> = {
  command: 'tunnel_key',
  via: 'in',
  decode: (args) => ({ command: 'tunnel_key', key: args.exactly(TUNNEL_KEY_BYTES) }),
  encode: ({ key }, line) => {
    line.bytes(key);
  },
};
