// client <name>
//
// Example:  `client TorChat`
// Receiver: shows it; decides nothing by it.
import type { Format } from './format.ts';

const MAX_BYTES = 256;

type Client = {
  readonly command: 'client';
  readonly name: string;
};

export const client: Format<Client> = {
  command: 'client',
  via: 'in',
  decode: (args) => ({ command: 'client', name: args.text(MAX_BYTES) }),
  encode: ({ name }, line) => {
    line.text(name);
  },
};
