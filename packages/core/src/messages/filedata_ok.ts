// filedata_ok <id> <offset>
//
// Example:  `filedata_ok 2836724901 8192`
// Receiver: (it sends the file) takes the block at this offset as arrived. Unknown ids are answered
//           `file_stop_receiving`.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type FiledataOk = {
  readonly command: 'filedata_ok';
  readonly id: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
};

export const filedataOk: Format<FiledataOk> = {
  command: 'filedata_ok',
  via: 'either',
  decode: (args) => ({ command: 'filedata_ok', id: args.token(MAX_TOKEN_BYTES), offset: args.number() }),
  encode: ({ id, offset }, line) => {
    line.text(id).number(offset);
  },
};
