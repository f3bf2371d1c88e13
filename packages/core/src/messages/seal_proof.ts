// seal_proof <32 bytes>
//
// Example:  `seal_proof 0123456789abcdef0123456789abcdef`
// Receiver: (extension `seal`) knows by it that the sender has the onion key of its id and saw the same handshake; a wrong one
//           closes. From here on every line of the sender, on both connections, is `sealed`.
import { type Format, SEAL_KEY_BYTES } from './format.ts';

type SealProof = {
  readonly command: 'seal_proof';
  readonly proof: Uint8Array;
};

export const sealProof: Format<SealProof> = {
  command: 'seal_proof',
  via: 'in',
  decode: (args) => ({ command: 'seal_proof', proof: args.exactly(SEAL_KEY_BYTES) }),
  encode: ({ proof }, line) => {
    line.bytes(proof);
  },
};
