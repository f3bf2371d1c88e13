import type { ApiForward } from '@torchat/gateway/api';
import { expect, test } from 'vitest';
import { offerMark } from '../../src/client/port-words.ts';
import { NO_RATES, ratesOf } from '../../src/chat/forward-rates.ts';

function counted(id: string, sent: number, got: number): ApiForward {
  const place = { kind: 'tcp', host: '127.0.0.1', port: 80, contact: 'c', service: 'web' } as const;
  return { ...place, id, sent, got, redundant: false, open: true, why: '', active: 1, dropped: 0, late: 0 };
}

test('a forward goes as fast as its counts grow', () => {
  const rates = ratesOf([counted('a', 100, 0)], [counted('a', 300, 5000)], 2);
  expect(rates.get('a')).toEqual({ sent: 100, got: 2500 });
});

test('what stands still, is new, or was opened again has no rate', () => {
  const before = [counted('a', 100, 100), counted('b', 100, 100)];
  const after = [counted('a', 100, 100), counted('b', 0, 0), counted('c', 900, 900)];
  expect(ratesOf(before, after, 2)).toBe(NO_RATES);
  expect(ratesOf(before, [counted('a', 200, 100)], 0)).toBe(NO_RATES);
});

test('the row above a conversation says what a contact offers, where it is, and how fast it goes', () => {
  const contact = {
    id: 'c',
    services: [
      { name: 'web', kind: 'tcp' as const },
      { name: 'ssh', kind: 'tcp' as const },
    ],
  };
  const marks = (rates: ReadonlyMap<string, { sent: number; got: number }>): string =>
    offerMark(contact, [counted('a', 0, 0)], rates);
  expect(marks(NO_RATES)).toBe('offers web:80, ssh');
  expect(marks(new Map([['a', { sent: 12, got: 1_200_000 }]]))).toMatch(
    /^offers web:80 ↓ 1[.\d]* MB\/s ↑ 12 B\/s, ssh$/u,
  );
});
