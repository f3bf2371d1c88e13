// not_implemented <text>
//
// Example:  `not_implemented double connection`
// Receiver: does nothing and never answers. It arrives on the connection we opened as well.
import type { Format } from './format.ts';

const MAX_BYTES = 1024;

type NotImplemented = {
  readonly command: 'not_implemented';
  readonly text: string;
};

export const notImplemented: Format<NotImplemented> = {
  command: 'not_implemented',
  via: 'either',
  decode: (args) => ({ command: 'not_implemented', text: args.text(MAX_BYTES) }),
  encode: ({ text }, line) => {
    line.text(text);
  },
};
