// seal_hello <X25519 key, 32 bytes>
//
// Example:  `seal_hello 0123456789abcdef0123456789abcdef`
// Receiver: (extension `seal`) derives the keys of this pair of connections from it, answers with its own `seal_hello` if that
//           is still to come, then with `seal_proof`. A second one with another key closes the connection.
import { type Format, SEAL_KEY_BYTES } from './format.ts';

type SealHello = {
  readonly command: 'seal_hello';
  /** Fresh for this pair of connections. */
  readonly ephemeral: Uint8Array;
};

export const sealHello: Format<SealHello> = {
  command: 'seal_hello',
  via: 'in',
  decode: (args) => ({ command: 'seal_hello', ephemeral: args.exactly(SEAL_KEY_BYTES) }),
  encode: ({ ephemeral }, line) => {
    line.bytes(ephemeral);
  },
};
