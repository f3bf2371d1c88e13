import { describe, expect, test } from 'vitest';
import { RETRY_CAP, RETRY_FIRST } from '../../src/engine/timing.ts';
import { acquainted, Friend } from './friend.ts';
import { idOf, Stage } from './stage.ts';

const MINUTE = 60_000;

/** A stage with so many contacts, none of which ever answers. */
function lonely(contacts: number): Stage {
  const stage = new Stage();
  for (let number = 1; number <= contacts; number++) stage.do({ type: 'add', id: idOf(number) });
  stage.restart();
  return stage;
}

/** Lets time pass in which every dial fails after a second. Returns the greatest number under way at once. */
function failing(stage: Stage, milliseconds: number): number {
  let most = 0;
  let answered = 0;
  for (const end = stage.now + milliseconds; stage.now < end; ) {
    most = Math.max(most, stage.core.dials.size);
    const under = stage.dials.length;
    stage.pass(1000);
    for (; answered < under; answered++) {
      const dialled = stage.dials[answered];
      if (dialled !== undefined) stage.put({ type: 'dial_failed', link: dialled.link, reason: 'failed' });
    }
  }
  return most;
}

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

  test('are fruitless at most 120 times at once, and then once a second', () => {
    const stage = lonely(1000).online();
    failing(stage, 10 * MINUTE);
    expect(stage.dials.length).toBeLessThanOrEqual(120 + 600);
    expect(stage.dials.length).toBeGreaterThan(600);
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
