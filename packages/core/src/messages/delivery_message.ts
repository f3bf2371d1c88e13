// delivery_message <epoch> <seq> <text>
//
// Example:  `delivery_message 3q2-7wAAAAAAAAAAAAAAAA 7 are you there?`
// Receiver: (extension `delivery`) stores the text unless it has it already, then answers `delivery_ok`; shows it
//           once. The epoch names the sender's outbox, seq counts its texts from 1.
import { type Format, MAX_TOKEN_BYTES } from './format.ts';

type DeliveryMessage = {
  readonly command: 'delivery_message';
  readonly epoch: string;
  readonly seq: number;
  readonly text: string;
};

export const deliveryMessage: Format<DeliveryMessage> = {
  command: 'delivery_message',
  via: 'in',
  decode: (args) => ({
    command: 'delivery_message',
    epoch: args.token(MAX_TOKEN_BYTES),
    seq: args.number(),
    text: args.text(),
  }),
  encode: ({ epoch, seq, text }, line) => {
    line.text(epoch).number(seq).text(text);
  },
};
