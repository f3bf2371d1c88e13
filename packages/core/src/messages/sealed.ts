// sealed <ChaCha20-Poly1305 of a line>
//
// Example:  `sealed 0123456789abcdef-sixteen bytes more`
// Receiver: (extension `seal`) opens it with the next number of this direction of this connection, and takes what is in it for
//           a line that came here: command, blank, arguments, neither escaped nor ended. What does not open closes.
import type { Format } from './format.ts';

type Sealed = {
  readonly command: 'sealed';
  /** With its tag of 16 bytes. */
  readonly bytes: Uint8Array;
};

export const sealed: Format<Sealed> = {
  command: 'sealed',
  via: 'either',
  decode: (args) => ({ command: 'sealed', bytes: args.bytes() }),
  encode: ({ bytes }, line) => {
    line.bytes(bytes);
  },
};
