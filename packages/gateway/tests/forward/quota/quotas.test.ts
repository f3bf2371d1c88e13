import type { ShareLimit, TorchatId, TunnelSettings } from '@torchat/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Quotas } from '../../../src/forward/quota/quotas.ts';

const ANN = 'a'.repeat(56) as TorchatId;
const DAY = 86_400_000;

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1, 12) }));
afterEach(() => void vi.useRealTimers());

/** As the account keeps them. */
function kept(bounds: Partial<ShareLimit>): { settings: TunnelSettings } {
  const limit = { contact: ANN, connections: null, bytesPerSecond: null, bytesPerDay: null, spent: null };
  return { settings: { socks: [], log: false, limits: [{ ...limit, ...bounds }] } };
}

/** A program that runs on these settings until `stop` keeps what was used. */
function run(account: { settings: TunnelSettings }, spent: () => void = () => undefined) {
  const quotas = new Quotas(() => account.settings, spent);
  const stop = (): void => {
    const limits = quotas.spentLimits();
    if (limits !== null) account.settings = { ...account.settings, limits };
    quotas.close();
  };
  return { quotas, ann: quotas.of(ANN), stop };
}

test('what was used of a day counts on after a restart, and not on the next day', () => {
  const account = kept({ bytesPerDay: 1000 });
  const first = run(account);
  first.ann.take(900);
  first.stop();
  let ended = 0;
  const second = run(account, () => void ended++);
  expect(second.ann.allows(0)).toBe(true);
  second.ann.take(100);
  expect([second.ann.allows(0), ended]).toEqual([false, 1]);
  second.stop();
  expect(run(account).ann.allows(0)).toBe(false);
  vi.setSystemTime(Date.now() + DAY);
  expect(run(account).ann.allows(0)).toBe(true);
});

test('nothing is kept where nothing is new, or no day is bounded', () => {
  const unbounded = run(kept({ connections: 4 }));
  unbounded.ann.take(500);
  expect(unbounded.quotas.spentLimits()).toBeNull();
  const account = kept({ bytesPerDay: 1000 });
  const bounded = run(account);
  expect(bounded.quotas.spentLimits()).toBeNull();
  bounded.ann.take(1);
  bounded.stop();
  expect(run(account).quotas.spentLimits()).toBeNull();
});
