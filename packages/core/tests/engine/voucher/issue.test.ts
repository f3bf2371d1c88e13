import { beforeEach, describe, expect, test } from 'vitest';
import { VOUCHER_PAUSE, VOUCHER_RENEW } from '../../../src/engine/timing.ts';
import { acquainted, type Friend } from '../friend.ts';
import { idOf, Stage } from '../stage.ts';
import { MODERN } from './modern.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});

/** How many vouchers it was sent since the last time; their receipts are answered. */
function tokens(friend: Friend): number {
  let count = 0;
  for (const line of friend.heard()) {
    if (line.startsWith('voucher_issue ')) count++;
    if (line.startsWith('latency_ping ')) friend.say(line.replace('ping', 'pong'));
  }
  return count;
}

function meetAgain(friend: Friend): void {
  friend.ping();
  friend.greet(friend.takeDial(), MODERN);
}

describe('issuing', () => {
  test('a contact that knows vouchers gets one as soon as it is online, a legacy one none', () => {
    expect(tokens(acquainted(stage, MODERN, 1))).toBe(1);
    expect(tokens(acquainted(stage, {}, 2))).toBe(0);
    expect(tokens(acquainted(stage, { supports: null }, 3))).toBe(0);
  });

  test('what it confirmed comes again after a day, not with every session', () => {
    const friend = acquainted(stage, MODERN);
    expect(tokens(friend)).toBe(1);
    for (const [wait, count] of [
      [60_000, 0],
      [VOUCHER_RENEW, 1],
      [60_000, 0],
    ] as const) {
      friend.vanish();
      stage.pass(wait);
      meetAgain(friend);
      expect(tokens(friend)).toBe(count);
    }
  });

  test('what it did not confirm comes again with the next session', () => {
    const friend = acquainted(stage, MODERN);
    expect(friend.heard().some((line) => line.startsWith('voucher_issue '))).toBe(true);
    friend.vanish();
    stage.pass(60_000);
    meetAgain(friend);
    expect(tokens(friend)).toBe(1);
  });

  test('another name or a removal brings a new one within minutes, however many there are', () => {
    const friend = acquainted(stage, MODERN);
    const other = acquainted(stage, MODERN, 2);
    expect(tokens(friend) + tokens(other)).toBe(2);
    for (let number = 10; number < 60; number++) {
      stage.do({ type: 'rename', id: friend.id, name: `name ${number}` });
      stage.do({ type: 'block', id: idOf(number) });
    }
    expect(tokens(friend)).toBe(0);
    stage.pass(VOUCHER_PAUSE);
    expect(tokens(friend)).toBe(1);
    expect(tokens(other)).toBe(1);
    stage.pass(10 * VOUCHER_PAUSE);
    expect(tokens(friend)).toBe(0);
  });

  test('who looks like the old client, or has no words, issues none and shows none', () => {
    stage.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'legacy' } });
    expect(tokens(acquainted(stage, MODERN))).toBe(0);
    stage.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'torchat' } });
    stage.voucherKey = null;
    stage.restart();
    expect(tokens(acquainted(stage, MODERN, 2))).toBe(0);
  });
});
