// voucher_present <token>
//
// Example:  `voucher_present 0123456789abcdef`
// Receiver: (extension `voucher`) takes the sender back under its old name if its account came back from its words, the
//           voucher is its own, and names the sender. Else it does nothing.
import { type Format, MAX_VOUCHER_BYTES } from './format.ts';

type VoucherPresent = {
  readonly command: 'voucher_present';
  /** 1 to 2048 bytes. A view into the line. */
  readonly token: Uint8Array;
};

export const voucherPresent: Format<VoucherPresent> = {
  command: 'voucher_present',
  via: 'in',
  decode: (args) => {
    const token = args.bytes(MAX_VOUCHER_BYTES);
    if (token.length === 0) args.refuse();
    return { command: 'voucher_present', token };
  },
  encode: ({ token }, line) => {
    line.bytes(token);
  },
};
