// delivery_ok <epoch> <seq>
//
// Example:  `delivery_ok 3q2-7wAAAAAAAAAAAAAAAA 7`
// Receiver: (extension `delivery`) takes its texts of this epoch up to and including seq as delivered.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type DeliveryOk = {
  readonly command: 'delivery_ok';
  readonly epoch: string;
  readonly seq: number;
};

export const deliveryOk: Format<DeliveryOk> = {
  command: 'delivery_ok',
  via: 'in',
  decode: (args) => ({ command: 'delivery_ok', epoch: args.token(MAX_TOKEN_BYTES), seq: args.number() }),
  encode: ({ epoch, seq }, line) => {
    line.text(epoch).number(seq);
  },
};
