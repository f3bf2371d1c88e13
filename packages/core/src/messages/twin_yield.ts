// twin_yield <proof>
//
// Example:  `twin_yield 8192a3b4`
// Receiver: takes it behind the `twin_hello` that it answered: if the proof is right, withdraws its onion service, because
//           the user wants the account to run on the other machine.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type TwinYield = {
  readonly command: 'twin_yield';
  readonly proof: string;
};

export const twinYield: Format<TwinYield> = {
  command: 'twin_yield',
  via: 'first',
  decode: (args) => ({ command: 'twin_yield', proof: args.token(MAX_TOKEN_BYTES) }),
  encode: ({ proof }, line) => {
    line.text(proof);
  },
};
