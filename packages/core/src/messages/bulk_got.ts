// bulk_got <count>
//
// Example:  `bulk_got 1048576`
// Receiver: (extension `bulk`) finds it as a frame on a lane: so many bytes of what it sent there have come. More than it
//           sent, or less than before, closes the lane.
import type { Format } from './format.ts';

type BulkGot = {
  readonly command: 'bulk_got';
  /** Bytes of plaintext of all frames of blocks on this lane so far. */
  readonly count: number;
};

export const bulkGot: Format<BulkGot> = {
  command: 'bulk_got',
  via: 'lane',
  decode: (args) => ({ command: 'bulk_got', count: args.number() }),
  encode: ({ count }, line) => {
    line.number(count);
  },
};
