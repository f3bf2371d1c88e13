// tunnel_ok <mac>
//
// Example:  `tunnel_ok 0123456789abcdefghijklmnopqrstuv`
// Receiver: (extension `tunnel`) finds it as the first line on the connection that it opened with `tunnel_open`; frames
//           follow. A wrong mac closes.
import { type Format, TUNNEL_MAC_BYTES } from './format.ts';

type TunnelOk = {
  readonly command: 'tunnel_ok';
  /** HMAC-SHA-256, 32 bytes. A view into the line. */
  readonly mac: Uint8Array;
};

export const tunnelOk: Format<TunnelOk> = {
  command: 'tunnel_ok',
  via: 'answer',
  decode: (args) => ({ command: 'tunnel_ok', mac: args.exactly(TUNNEL_MAC_BYTES) }),
  encode: ({ mac }, line) => {
    line.bytes(mac);
  },
};
