// voucher_issue <token>
//
// Example:  `voucher_issue 0123456789abcdef`
// Receiver: (extension `voucher`) keeps the newest one of each contact, for the day the sender has lost everything. Only
//           the sender can read it.
import { type Format, MAX_VOUCHER_BYTES } from './format.ts';

type VoucherIssue = {
  readonly command: 'voucher_issue';
  /** 1 to 2048 bytes. A view into the line. */
  readonly token: Uint8Array;
};

export const voucherIssue: Format<VoucherIssue> = {
  command: 'voucher_issue',
  via: 'in',
  decode: (args) => {
    const token = args.bytes(MAX_VOUCHER_BYTES);
    if (token.length === 0) args.refuse();
    return { command: 'voucher_issue', token };
  },
  encode: ({ token }, line) => {
    line.bytes(token);
  },
};
