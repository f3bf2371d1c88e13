// filename <id> <size> <block-size> <name>
//
// Example:  `filename 2836724901 17 8192 holiday photo.jpg`
// Receiver: asks its user, or starts to take blocks. The name is what the sender likes, `..` and NUL included:
//           never a path. Before the pong it closes the connection.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

const MAX_NAME_BYTES = 4096;

type Filename = {
  readonly command: 'filename';
  readonly id: string;
  /** Bytes of the whole file, and of each block but the last. */
  readonly size: number;
  readonly blockSize: number;
  readonly name: string;
};

export const filename: Format<Filename> = {
  command: 'filename',
  via: 'either',
  decode: (args) => ({
    command: 'filename',
    id: args.token(MAX_TOKEN_BYTES),
    size: args.number(),
    blockSize: args.number(),
    name: args.text(MAX_NAME_BYTES),
  }),
  encode: ({ id, size, blockSize, name }, line) => {
    line.text(id).number(size).number(blockSize).text(name);
  },
};
