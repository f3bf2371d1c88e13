// message <text>
//
// Example:  `message [delayed] hello\n[delayed] are you there?`
// Receiver: shows the text, with CRLF, CR and VT turned into LF. `[delayed] ` (jTorChat: `[Delayed] `) marks
//           what waited in the sender's outbox. Before the pong it closes the connection.
import type { Format } from './format.ts';

type Message = {
  readonly command: 'message';
  readonly text: string;
};

export const message: Format<Message> = {
  command: 'message',
  via: 'in',
  decode: (args) => ({ command: 'message', text: args.text() }),
  encode: ({ text }, line) => {
    line.text(text);
  },
};
