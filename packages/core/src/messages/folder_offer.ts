// folder_offer <id> <size> <block-size> <items> <name>
//
// Example:  `folder_offer 2836724901 48113 65536 12 holiday`
// Receiver: (extension `folder`) as for `filename`, of a whole folder with so many files: what comes under this id, in all of
//           its `size` bytes, is the list of what is in it and then the files, one behind the other.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

const MAX_NAME_BYTES = 4096;

type FolderOffer = {
  readonly command: 'folder_offer';
  readonly id: string;
  /** Bytes of the whole, and of each block but the last. */
  readonly size: number;
  readonly blockSize: number;
  /** Files in it. */
  readonly items: number;
  readonly name: string;
};

export const folderOffer: Format<FolderOffer> = {
  command: 'folder_offer',
  via: 'either',
  decode: (args) => ({
    command: 'folder_offer',
    id: args.token(MAX_TOKEN_BYTES),
    size: args.number(),
    blockSize: args.number(),
    items: args.number(),
    name: args.text(MAX_NAME_BYTES),
  }),
  encode: ({ id, size, blockSize, items, name }, line) => {
    line.text(id).number(size).number(blockSize).number(items).text(name);
  },
};
