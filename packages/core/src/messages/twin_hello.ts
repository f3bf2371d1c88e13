// twin_hello <nonce> <proof> <machine>
//
// Example:  `twin_hello 0a1b2c3d 4e5f6071 laptop`
// Receiver: takes it as the first line of a fresh connection only: if the proof shows that the sender holds the same onion
//           key, answers `twin_here`; else closes.
import { type Format, MAX_MACHINE_BYTES, MAX_TOKEN_BYTES } from './format.ts';

type TwinHello = {
  readonly command: 'twin_hello';
  readonly nonce: string;
  readonly proof: string;
  /** What its user calls the machine. */
  readonly machine: string;
};

export const twinHello: Format<TwinHello> = {
  command: 'twin_hello',
  via: 'first',
  decode: (args) => ({
    command: 'twin_hello',
    nonce: args.token(MAX_TOKEN_BYTES),
    proof: args.token(MAX_TOKEN_BYTES),
    machine: args.text(MAX_MACHINE_BYTES),
  }),
  encode: ({ nonce, proof, machine }, line) => {
    line.text(nonce).text(proof).text(machine);
  },
};
