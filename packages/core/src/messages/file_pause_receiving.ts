// file_pause_receiving <id>
//
// Example:  `file_pause_receiving 2836724901`
// Receiver: (extension `file`; it receives the file) asks for nothing of it before the sender repeats `filename`: he has
//           paused it. Unknown ids are ignored.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type FilePauseReceiving = {
  readonly command: 'file_pause_receiving';
  readonly id: string;
};

export const filePauseReceiving: Format<FilePauseReceiving> = {
  command: 'file_pause_receiving',
  via: 'either',
  decode: (args) => ({ command: 'file_pause_receiving', id: args.token(MAX_TOKEN_BYTES) }),
  encode: ({ id }, line) => {
    line.text(id);
  },
};
