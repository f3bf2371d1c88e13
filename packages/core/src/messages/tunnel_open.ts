// tunnel_open <own id> <service> <nonce> <mac>
//
// Example:  `tunnel_open p3lteztsvjx2mchq web 1 0123456789abcdefghijklmnopqrstuv`
// Receiver: (extension `tunnel`) takes it as the first line of a fresh connection only, which is a tunnel from then on:
//           answers `tunnel_ok` or `tunnel_refused`, or closes without a byte where id, nonce or mac are wrong.
import { type Format, MAX_TOKEN_BYTES, TUNNEL_MAC_BYTES } from './format.ts';

type TunnelOpen = {
  readonly command: 'tunnel_open';
  readonly id: string;
  readonly service: string;
  /** Counts up from 1 under one key. */
  readonly nonce: number;
  /** HMAC-SHA-256, 32 bytes. A view into the line. */
  readonly mac: Uint8Array;
};

export const tunnelOpen: Format<TunnelOpen> = {
  command: 'tunnel_open',
  via: 'first',
  decode: (args) => {
    const id = args.word(MAX_TOKEN_BYTES);
    const service = args.word(MAX_TOKEN_BYTES);
    const nonce = args.number();
    return { command: 'tunnel_open', id, service, nonce, mac: args.exactly(TUNNEL_MAC_BYTES) };
  },
  encode: ({ id, service, nonce, mac }, line) => {
    line.text(id).text(service).number(nonce).bytes(mac);
  },
};
