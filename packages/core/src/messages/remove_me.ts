// remove_me
//
// Example:  `remove_me `
// Receiver: marks the contact as gone and closes both connections. Before the pong it closes the connection.
import type { Format } from './format.ts';

type RemoveMe = {
  readonly command: 'remove_me';
};

export const removeMe: Format<RemoveMe> = {
  command: 'remove_me',
  via: 'in',
  decode: () => ({ command: 'remove_me' }),
  encode: () => {},
};
