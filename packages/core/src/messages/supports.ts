// supports <extension> <extension> ...
//
// Example:  `supports delivery latency`
// Receiver: may use these extensions towards the sender until the connection ends. A legacy client answers
//           `not_implemented`, which is no error.
import type { ArgumentReader } from '../wire/argument-reader.ts';
import type { Format } from './format.ts';

const MAX_EXTENSIONS = 64;
const MAX_BYTES = 2048;

type Supports = {
  readonly command: 'supports';
  readonly extensions: readonly string[];
};

export const supports: Format<Supports> = {
  command: 'supports',
  via: 'in',
  decode: (args) => ({ command: 'supports', extensions: names(args) }),
  encode: ({ extensions }, line) => {
    line.text(extensions.join(' '));
  },
};

function names(args: ArgumentReader): readonly string[] {
  const found = args
    .text(MAX_BYTES)
    .split(' ')
    .filter((name) => name !== '');
  if (found.length <= MAX_EXTENSIONS) return found;
  args.refuse();
  return [];
}
