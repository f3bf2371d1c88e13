// twin_here <nonce> <proof> <machine>
//
// Example:  `twin_here 0a1b2c3d 4e5f6071 laptop`
// Receiver: finds it on the connection where it said `twin_hello`: if the proof is right, another machine runs this account.
import { type Format, MAX_MACHINE_BYTES, MAX_TOKEN_BYTES } from './format.ts';

type TwinHere = {
  readonly command: 'twin_here';
  readonly nonce: string;
  readonly proof: string;
  /** What its user calls the machine. */
  readonly machine: string;
};

export const twinHere: Format<TwinHere> = {
  command: 'twin_here',
  via: 'answer',
  decode: (args) => ({
    command: 'twin_here',
    nonce: args.token(MAX_TOKEN_BYTES),
    proof: args.token(MAX_TOKEN_BYTES),
    machine: args.text(MAX_MACHINE_BYTES),
  }),
  encode: ({ nonce, proof, machine }, line) => {
    line.text(nonce).text(proof).text(machine);
  },
};
