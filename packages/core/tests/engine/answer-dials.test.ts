import { describe, expect, test } from 'vitest';
import { Friend } from './friend.ts';
import { failing, lonely } from './lonely.ts';
import { idOf, Stage } from './stage.ts';

const MINUTE = 60_000;

describe('a ping', () => {
  test('of a contact is answered with a dial at once, before any routine dial', () => {
    const stage = lonely(40).online();
    stage.pass(30_000);
    expect(stage.core.dials.size).toBe(16);
    const waiting = [...stage.core.routine].at(-1)?.id ?? idOf(1);
    const friend = new Friend(
      stage,
      Array.from({ length: 40 }, (_, at) => at + 1).find((n) => idOf(n) === waiting),
    );
    friend.ping();
    stage.put({ type: 'dial_failed', link: stage.dials[0]?.link ?? 0, reason: 'failed' });
    expect(stage.dials.at(-1)?.id).toBe(waiting);
  });

  test('that comes while a dial hangs has another take its place ten seconds after its start, once', () => {
    const stage = lonely(1).online();
    stage.pass(2000);
    const hanging = stage.dial(idOf(1));
    new Friend(stage).ping();
    expect(stage.dialsOf(idOf(1))).toHaveLength(1);
    stage.pass(hanging.at + 10_000 - stage.time);
    expect(stage.closed).toContain(hanging.link);
    const answer = stage.dial(idOf(1));
    expect(answer).toMatchObject({ at: hanging.at + 10_000, deadline: 10_000 });
    for (let at = 0; at < 5; at++) {
      new Friend(stage).ping();
      stage.pass(1900);
    }
    expect(stage.dial(idOf(1))).toEqual(answer);
    expect(stage.closed).not.toContain(answer.link);
  });

  test('that comes to a dial of more than ten seconds has another take its place at once', () => {
    const stage = lonely(1).online();
    stage.pass(30_000);
    const hanging = stage.dial(idOf(1));
    stage.pass(hanging.at + 20_000 - stage.time);
    const friend = new Friend(stage);
    friend.ping();
    expect(stage.closed).toContain(hanging.link);
    expect(stage.dial(idOf(1)).at).toBe(hanging.at + 20_000);
    const cookie = friend.takeDial();
    friend.greet(cookie);
    expect(stage.presenceOf(friend.id)).toBe('available');
  });

  test('whose link is gone again leaves the dial alone', () => {
    const stage = lonely(1).online();
    stage.pass(2000);
    const hanging = stage.dial(idOf(1));
    const friend = new Friend(stage);
    friend.ping();
    stage.close(friend.in);
    stage.pass(20_000);
    expect(stage.closed).not.toContain(hanging.link);
    expect(stage.dial(idOf(1))).toEqual(hanging);
  });

  test('unproven never resets a back-off nor raises it', () => {
    const stage = lonely(1).online();
    failing(stage, 60 * MINUTE);
    const failures = stage.core.peers.get(idOf(1))?.failures;
    const friend = new Friend(stage);
    for (let at = 0; at < 20; at++) {
      friend.ping();
      failing(stage, 5000);
      stage.close(friend.in);
    }
    expect(stage.core.peers.get(idOf(1))?.failures).toBe(failures);
  });

  test('unproven draws at most eight dials a minute in one name', () => {
    const stage = lonely(1).online();
    failing(stage, MINUTE);
    const before = stage.dials.length;
    for (let at = 0; at < 600; at++) {
      new Friend(stage).ping();
      failing(stage, 1000);
    }
    expect(stage.dials.length - before).toBeLessThanOrEqual(8 + 8 * 10);
  });

  test('of strangers draws two dials at once and six a minute, whatever they are called', () => {
    const stage = new Stage().online();
    let most = 0;
    for (let at = 1; at <= 600; at++) {
      new Friend(stage, at).ping();
      most = Math.max(most, stage.core.strangersDialling);
      failing(stage, 1000);
    }
    expect(most).toBe(2);
    expect(stage.dials.length).toBeLessThanOrEqual(6 + 6 * 10);
    expect(stage.dials.length).toBeGreaterThan(40);
    expect(stage.core.strangersDialling).toBeLessThanOrEqual(2);
  });

  test('of a stranger who becomes a contact while he is dialled leaves no place taken', () => {
    const stage = new Stage().online();
    for (const number of [1, 2, 3]) {
      new Friend(stage, number).ping();
      stage.do({ type: 'add', id: idOf(number) });
      stage.fail(idOf(number));
    }
    expect(stage.core.strangersDialling).toBe(0);
  });

  test('of a stranger finds no place taken by contacts that do not answer', () => {
    const stage = lonely(100).online();
    stage.pass(30_000);
    failing(stage, MINUTE);
    new Friend(stage, 500).ping();
    failing(stage, 1000);
    expect(stage.dialsOf(idOf(500))).toHaveLength(1);
  });
});
