// filedata_error <id> <offset>
//
// Example:  `filedata_error 2836724901 8192`
// Receiver: (it sends the file) goes on from the first block at or after this offset. Unknown ids are answered
//           `file_stop_receiving`.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type FiledataError = {
  readonly command: 'filedata_error';
  readonly id: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
};

export const filedataError: Format<FiledataError> = {
  command: 'filedata_error',
  via: 'either',
  decode: (args) => ({ command: 'filedata_error', id: args.token(MAX_TOKEN_BYTES), offset: args.number() }),
  encode: ({ id, offset }, line) => {
    line.text(id).number(offset);
  },
};
