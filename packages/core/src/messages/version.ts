// version <version>
//
// Example:  `version 0.9.9.553`
// Receiver: shows it; decides nothing by it. jTorChat ends it with a blank.
import type { Format } from './format.ts';

const MAX_BYTES = 256;

type Version = {
  readonly command: 'version';
  readonly version: string;
};

export const version: Format<Version> = {
  command: 'version',
  via: 'in',
  decode: (args) => ({ command: 'version', version: args.text(MAX_BYTES) }),
  encode: ({ version }, line) => {
    line.text(version);
  },
};
