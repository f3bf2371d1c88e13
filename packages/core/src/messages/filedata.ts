// filedata <id> <offset> <md5> <bytes>
//
// Example:  `filedata 2836724901 0 5d41402abc4b2a76b9719d911017c592 hello`
// Receiver: writes a block whose MD5 (hex, unchecked here) is right and answers `filedata_ok`; answers a gap with
//           `filedata_error`, an unknown id with `file_stop_sending`. The last block may be empty.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type Filedata = {
  readonly command: 'filedata';
  readonly id: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly md5: string;
  readonly bytes: Uint8Array;
};

export const filedata: Format<Filedata> = {
  command: 'filedata',
  via: 'either',
  decode: (args) => ({
    command: 'filedata',
    id: args.token(MAX_TOKEN_BYTES),
    offset: args.number(),
    md5: args.token(MAX_TOKEN_BYTES),
    bytes: args.bytes(),
  }),
  encode: ({ id, offset, md5, bytes }, line) => {
    line.text(id).number(offset).text(md5).bytes(bytes);
  },
};
