// add_me
//
// Example:  `add_me `
// Receiver: takes a stranger on the list as the user's policy says; from a contact it changes nothing.
import type { Format } from './format.ts';

type AddMe = {
  readonly command: 'add_me';
};

export const addMe: Format<AddMe> = {
  command: 'add_me',
  via: 'in',
  decode: () => ({ command: 'add_me' }),
  encode: () => {},
};
