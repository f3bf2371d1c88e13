import { expect, onTestFinished, test, vi } from 'vitest';
import { FRESH_ACCOUNT } from '../../src/fresh-account.ts';
import { startClient } from '../../src/node/index.ts';
import { memoryStore } from '../../src/testing/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { ALICE } from './setting.ts';

const DAY = 24 * 3_600_000;

// Node takes a wait of more than 24.8 days for one of a millisecond.
test.each([
  ['nothing at all', null],
  ['contacts to return within thirty days', 30 * DAY],
])('a client that waits for %s sleeps', async (_what, returning) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const store = memoryStore();
  const returningUntil = returning === null ? null : Date.now() + returning;
  store.apply([{ type: 'voucher_book', book: { ...FRESH_ACCOUNT.voucherBook, returningUntil } }]);
  const listen = { path: `${temporaryFolder()}/door` };
  await using client = await startClient({ id: ALICE, store, network: null, listen, onionKey: null });
  await client.command({ type: 'status', status: 'away' });
  await vi.advanceTimersByTimeAsync(60_000);
  const waits = vi.spyOn(globalThis, 'setTimeout');
  await vi.advanceTimersByTimeAsync(DAY);
  expect(waits.mock.calls.length).toBeLessThan(100);
  expect(client.view().contacts).toEqual([]);
});
