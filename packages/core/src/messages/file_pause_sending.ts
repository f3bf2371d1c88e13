// file_pause_sending <id>
//
// Example:  `file_pause_sending 2836724901`
// Receiver: (extension `file`; it sends the file) sends nothing of it before it is asked by `filedata_error`: whoever receives
//           it is still thinking it over, or has paused it. Unknown ids are ignored.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type FilePauseSending = {
  readonly command: 'file_pause_sending';
  readonly id: string;
};

export const filePauseSending: Format<FilePauseSending> = {
  command: 'file_pause_sending',
  via: 'either',
  decode: (args) => ({ command: 'file_pause_sending', id: args.token(MAX_TOKEN_BYTES) }),
  encode: ({ id }, line) => {
    line.text(id);
  },
};
