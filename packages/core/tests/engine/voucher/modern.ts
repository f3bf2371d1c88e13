// What a client says of itself that knows vouchers.
export const MODERN = { supports: 'delivery latency voucher' } as const;
