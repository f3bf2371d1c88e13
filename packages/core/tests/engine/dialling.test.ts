import { describe, expect, test } from 'vitest';
import { RETRY_CAP, RETRY_FIRST } from '../../src/engine/timing.ts';
import { acquainted, Friend } from './friend.ts';
import { failing, lonely } from './lonely.ts';
import { idOf, Stage } from './stage.ts';

const MINUTE = 60_000;

describe('a contact that does not answer', () => {
  test('is dialled after pauses that double with jitter, up to nine minutes', () => {
    const stage = lonely(1).online();
    failing(stage, 60 * MINUTE);
    const times = stage.dials.map(({ at }) => at);
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    pauses.forEach((pause, index) => {
      const full = Math.min(RETRY_CAP, RETRY_FIRST * 2 ** (index + 1));
      expect(pause).toBeGreaterThanOrEqual(full / 2);
      expect(pause).toBeLessThanOrEqual(full + 2000);
    });
  });

  test('is dialled at least once in ten minutes for as long as it stays away', () => {
    const stage = lonely(3).online();
    failing(stage, 600 * MINUTE);
    for (const number of [1, 2, 3]) {
      const times = stage.dialsOf(idOf(number)).map(({ at }) => at);
      times.slice(1).forEach((at, index) => expect(at - (times[index] ?? 0)).toBeLessThan(10 * MINUTE));
      expect(stage.time - (times.at(-1) ?? 0)).toBeLessThan(10 * MINUTE);
    }
  });

  test.each([1, 5, 10])(
    'is dialled at least once in ten minutes, too, when there are 500 of them and each dial takes %i s to fail',
    (seconds) => {
      const stage = lonely(500).online();
      failing(stage, 2 * 3_600_000, seconds * 1000);
      const last = new Map<string, number>();
      let longest = 0;
      for (const { id, at } of stage.dials) {
        longest = Math.max(longest, at - (last.get(id) ?? 0));
        last.set(id, at);
      }
      expect(last.size).toBe(500);
      for (const at of last.values()) longest = Math.max(longest, stage.time - at);
      expect(longest).toBeLessThanOrEqual(600_000);
    },
  );

  test('is only looked for when it did not answer four times, until it comes or the user asks', () => {
    const stage = lonely(1).online();
    failing(stage, 60 * MINUTE);
    expect(stage.dials.slice(0, 4).some(({ probing, once }) => probing || once)).toBe(false);
    expect(stage.dials.slice(4).every(({ probing, once }) => probing && once)).toBe(true);

    stage.do({ type: 'dial', id: idOf(1) });
    expect(stage.dials.at(-1)?.probing).toBe(false);
    failing(stage, 1000);

    new Friend(stage, 1).ping();
    expect(stage.dials.at(-1)?.probing).toBe(false);
  });

  test('is dialled at once when the user adds it or says so', () => {
    const stage = new Stage().online();
    stage.do({ type: 'add', id: idOf(1) });
    expect(stage.dials).toHaveLength(1);
    stage.fail(idOf(1));
    stage.do({ type: 'dial', id: idOf(1) });
    expect(stage.dials).toHaveLength(2);
  });

  test('is dialled again soon after a long absence of the network', () => {
    const stage = lonely(1).online();
    failing(stage, 60 * MINUTE);
    stage.put({ type: 'network', up: false });
    const dials = stage.dials.length;
    stage.pass(60 * MINUTE);
    expect(stage.dials).toHaveLength(dials);
    stage.online();
    stage.pass(1000);
    expect(stage.dials).toHaveLength(dials + 1);
  });

  test('never waits for a dial that is not planned', () => {
    const stage = lonely(5).online();
    for (let round = 0; round < 300; round++) {
      failing(stage, 5000);
      if (round % 37 === 0) stage.put({ type: 'network', up: false });
      if (round % 37 === 3) stage.put({ type: 'network', up: true });
      if (round % 37 === 9) stage.put({ type: 'published' });
      if (round % 11 === 0) new Friend(stage, 1 + (round % 5)).ping();
    }
    stage.online();
    const before = stage.dials.length;
    failing(stage, 10 * MINUTE);
    const dialled = new Set(stage.dials.slice(before).map(({ id }) => id));
    expect(dialled.size).toBe(5);
  });
});

describe('all dials together', () => {
  test('are sixteen at once', () => {
    const stage = lonely(200).online();
    expect(failing(stage, 5 * MINUTE)).toBe(16);
    expect(new Set(stage.dials.map(({ id }) => id)).size).toBe(200);
  });

  test('are fruitless at most 120 times at once, and then five times in four seconds', () => {
    const stage = lonely(1000).online();
    failing(stage, 10 * MINUTE);
    expect(stage.dials.length).toBeLessThanOrEqual(120 + 750);
    expect(stage.dials.length).toBeGreaterThan(750);
  });

  test('wait for the network, and then for our own service, but no longer than 20 s', () => {
    const stage = lonely(1);
    stage.pass(MINUTE);
    expect(stage.dials).toEqual([]);
    stage.put({ type: 'network', up: true });
    stage.pass(19_000);
    expect(stage.dials).toEqual([]);
    stage.pass(2000);
    expect(stage.dials).toHaveLength(1);
  });

  test('have deadlines: 40 s, and shorter ones for an answer to a ping', () => {
    const stage = lonely(1).online();
    stage.pass(1000);
    expect(stage.dial(idOf(1)).deadline).toBe(40_000);
    stage.fail(idOf(1));
    new Friend(stage).ping();
    for (const deadline of [10_000, 20_000, 40_000, 40_000]) {
      expect(stage.dial(idOf(1)).deadline).toBe(deadline);
      stage.fail(idOf(1));
      stage.pass(30_000);
    }
  });
});

describe('losing the network', () => {
  test('ends the waiting in line, and nobody is dialled until it is back', () => {
    const stage = lonely(60).online();
    stage.pass(30_000);
    expect(stage.core.routine.size).toBeGreaterThan(20);
    stage.put({ type: 'network', up: false });
    expect(stage.core.routine.size).toBe(0);
    const dials = stage.dials.length;
    failing(stage, 5 * MINUTE);
    expect(stage.dials).toHaveLength(dials);
    stage.online();
    failing(stage, MINUTE);
    expect(new Set(stage.dials.slice(dials).map(({ id }) => id)).size).toBe(60);
  });

  test('ends the dials under way, which would hang until their deadline: they are made anew when it is back', () => {
    const stage = lonely(3).online();
    stage.pass(2000);
    const begun = stage.dials.slice(-3);
    expect(stage.core.dials.size).toBeGreaterThanOrEqual(3);
    stage.put({ type: 'network', up: false });
    expect(stage.core.dials.size).toBe(0);
    for (const { link } of begun) expect(stage.closed).toContain(link);
    stage.online();
    stage.pass(2000);
    expect(new Set(stage.dials.slice(-3).map(({ id }) => id))).toEqual(new Set(begun.map(({ id }) => id)));
    expect(stage.dials.slice(-3).map(({ link }) => link)).not.toContain(begun[0]?.link);
  });

  test('does not hurt a session that stands', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.put({ type: 'network', up: false });
    stage.online();
    expect(friend.presence).toBe('available');
    expect(stage.dialsOf(friend.id)).toHaveLength(1);
  });
});

test('dropping a contact closes both connections and dials again in its time', () => {
  const stage = new Stage();
  const friend = acquainted(stage);
  stage.do({ type: 'drop', id: friend.id });
  expect(stage.closed).toContain(friend.in);
  expect(stage.closed).toContain(friend.out);
  stage.pass(3000);
  expect(stage.dialsOf(friend.id)).toHaveLength(2);
});

test('a dial that nobody wants any more is cancelled, and a connection that comes of it closed', () => {
  const stage = new Stage().online();
  stage.do({ type: 'add', id: idOf(1) });
  const { link } = stage.dial(idOf(1));
  stage.do({ type: 'remove', id: idOf(1) });
  expect(stage.closed).toContain(link);
  stage.closed.clear();
  stage.put({ type: 'connected', link });
  expect(stage.closed).toContain(link);
  expect(stage.heard(link)).toEqual([]);
});

test('a tick that comes early is asked for again', () => {
  const stage = lonely(1).online();
  const [wake] = stage.put({ type: 'tick' });
  expect(wake?.type).toBe('wake');
  expect(stage.put({ type: 'tick' })).toEqual([wake]);
});
