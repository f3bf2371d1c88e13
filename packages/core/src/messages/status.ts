// status available|away|xa
//
// Example:  `status available`
// Receiver: shows the contact with it; the first one after the pong makes it online. An unknown value changes
//           nothing, but is a sign of life like any other.
import type { OwnStatus } from '../model.ts';
import type { Format } from './format.ts';

type Status<Value> = {
  readonly command: 'status';
  readonly status: Value;
};

export const status: Format<Status<OwnStatus | 'unknown'>, Status<OwnStatus>> = {
  command: 'status',
  via: 'in',
  decode: (args) => ({ command: 'status', status: known(args.word()) }),
  encode: (message, line) => {
    line.text(message.status);
  },
};

function known(word: string): OwnStatus | 'unknown' {
  return word === 'available' || word === 'away' || word === 'xa' ? word : 'unknown';
}
