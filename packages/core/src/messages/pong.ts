// pong <cookie>
//
// Example:  `pong 46153471826543298721`
// Receiver: takes this connection for the contact's own if the cookie is the one it sent to the id that this
//           connection pinged with; else ignores it.
import { type Format, MAX_COOKIE_BYTES } from './format.ts';

type Pong = {
  readonly command: 'pong';
  readonly cookie: Uint8Array;
};

export const pong: Format<Pong> = {
  command: 'pong',
  via: 'in',
  decode: (args) => ({ command: 'pong', cookie: args.bytes(MAX_COOKIE_BYTES) }),
  encode: ({ cookie }, line) => {
    line.bytes(cookie);
  },
};
