// file_digest <id> <sha-256>
//
// Example:  `file_digest 2836724901 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824`
// Receiver: (extension `file`; it receives the file) gives the finished file its name only if all of it comes to this
//           SHA-256 (lower-case hex). It comes behind the last block, when its sender has read all of it.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

const SHA256_HEX = /^[0-9a-f]{64}$/u;

type FileDigest = {
  readonly command: 'file_digest';
  readonly id: string;
  readonly digest: string;
};

export const fileDigest: Format<FileDigest> = {
  command: 'file_digest',
  via: 'either',
  decode: (args) => {
    const id = args.token(MAX_TOKEN_BYTES);
    const digest = args.token(MAX_TOKEN_BYTES);
    if (!SHA256_HEX.test(digest)) args.refuse();
    return { command: 'file_digest', id, digest };
  },
  encode: ({ id, digest }, line) => {
    line.text(id).text(digest);
  },
};
