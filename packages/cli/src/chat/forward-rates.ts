// How fast each forward goes: what the API has counted, twice, and the time between.
import type { ApiForward } from '@torchat/gateway/api';

/** A second; of UDP, datagrams. */
interface ForwardRate {
  readonly sent: number;
  readonly got: number;
}

/** By the forward's id; of those alone through which something went. */
export type ForwardRates = ReadonlyMap<string, ForwardRate>;

export const NO_RATES: ForwardRates = new Map();

export function ratesOf(
  before: readonly ApiForward[],
  after: readonly ApiForward[],
  seconds: number,
): ForwardRates {
  const rates = new Map<string, ForwardRate>();
  for (const { id, sent, got } of after) {
    const last = before.find((one) => one.id === id);
    // One that was closed and opened again counts from nothing.
    if (last === undefined || seconds <= 0 || sent < last.sent || got < last.got) continue;
    const rate = { sent: (sent - last.sent) / seconds, got: (got - last.got) / seconds };
    if (rate.sent > 0 || rate.got > 0) rates.set(id, rate);
  }
  return rates.size === 0 ? NO_RATES : rates;
}
