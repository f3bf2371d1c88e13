import { beforeEach, describe, expect, test } from 'vitest';
import { acquainted, Friend } from '../friend.ts';
import { Stage } from '../stage.ts';
import { MODERN } from './modern.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});

describe('holding', () => {
  const TOKEN = 'voucher_issue theirs';

  test('the newest is kept over a restart, and shown to a contact that does not say add_me', () => {
    const friend = acquainted(stage, MODERN);
    friend.say('voucher_issue older', TOKEN);
    stage.restart();
    stage.online();
    stage.pass(10_000);
    const cookie = friend.takeDial();
    friend.ping();
    friend.greet(cookie, { ...MODERN, addsUs: false });
    expect(friend.heard()).toContain('voucher_present theirs');
  });

  test('not to one that has us on its list, nor to one that knows no vouchers', () => {
    for (const options of [MODERN, { addsUs: false }]) {
      const friend = acquainted(stage, MODERN, options === MODERN ? 1 : 2);
      friend.say(TOKEN);
      friend.vanish();
      stage.pass(10_000);
      const cookie = friend.takeDial();
      friend.ping();
      friend.greet(cookie, options);
      expect(friend.heard().filter((line) => line.startsWith('voucher_present'))).toEqual([]);
    }
  });

  test('who removes us has its own voucher dropped', () => {
    const friend = acquainted(stage, MODERN);
    friend.say(TOKEN, 'remove_me ');
    expect(stage.store.load().vouchers[0]?.held).toBeNull();
  });

  test('a stranger leaves nothing here, an oversized one nothing more', () => {
    stage.online();
    const stranger = new Friend(stage, 9);
    stranger.ping();
    stranger.greet(stranger.takeDial(), { ...MODERN, addsUs: false });
    stranger.say(TOKEN);
    const friend = acquainted(stage, MODERN);
    friend.say(`voucher_issue ${'x'.repeat(2049)}`, 'voucher_issue ');
    expect(stage.store.load().vouchers.filter(({ held }) => held !== null)).toEqual([]);
    expect(stage.of('violation').at(-1)?.what).toBe('its voucher_issue makes no sense');
  });

  test('a flood is written at a bounded rate, and its last word stays', () => {
    const friend = acquainted(stage, MODERN);
    const before = stage.changes.length;
    for (let at = 0; at < 1000; at++) friend.say(`voucher_issue ${at}`);
    expect(stage.changes.length - before).toBeLessThan(50);
    stage.pass(60_000);
    expect(new TextDecoder().decode(stage.store.load().vouchers[0]?.held ?? undefined)).toBe('999');
  });
});
