// ping <own-id> <cookie>
//
// Example:  `ping p3lteztsvjx2mchq 46153471826543298721`
// Receiver: runs the five checks of the handshake, dials back if it has to, and answers each cookie with `pong`
//           once. The id is unchecked text here; the cookie is any bytes, blanks included, perhaps none.
import { type Format, MAX_COOKIE_BYTES, MAX_TOKEN_BYTES } from './format.ts';

type Ping = {
  readonly command: 'ping';
  readonly id: string;
  readonly cookie: Uint8Array;
};

export const ping: Format<Ping> = {
  command: 'ping',
  via: 'in',
  decode: (args) => ({
    command: 'ping',
    id: args.word(MAX_TOKEN_BYTES),
    cookie: args.bytes(MAX_COOKIE_BYTES),
  }),
  encode: ({ id, cookie }, line) => {
    line.text(id).bytes(cookie);
  },
};
