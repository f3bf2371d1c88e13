// file_stop_receiving <id>
//
// Example:  `file_stop_receiving 2836724901`
// Receiver: (it receives the file) stops and throws away what it has. A legacy receiver sends this by mistake
//           where it means `file_stop_sending`: a sender takes it as such.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type FileStopReceiving = {
  readonly command: 'file_stop_receiving';
  readonly id: string;
};

export const fileStopReceiving: Format<FileStopReceiving> = {
  command: 'file_stop_receiving',
  via: 'either',
  decode: (args) => ({ command: 'file_stop_receiving', id: args.token(MAX_TOKEN_BYTES) }),
  encode: ({ id }, line) => {
    line.text(id);
  },
};
