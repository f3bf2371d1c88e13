// file_stop_sending <id>
//
// Example:  `file_stop_sending 2836724901`
// Receiver: (it sends the file) stops, and answers `file_stop_receiving` if it was still running. After the end of
//           a file, or with an unknown id, it is ignored.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type FileStopSending = {
  readonly command: 'file_stop_sending';
  readonly id: string;
};

export const fileStopSending: Format<FileStopSending> = {
  command: 'file_stop_sending',
  via: 'either',
  decode: (args) => ({ command: 'file_stop_sending', id: args.token(MAX_TOKEN_BYTES) }),
  encode: ({ id }, line) => {
    line.text(id);
  },
};
