import { describe, expect, test } from 'vitest';
import type { Core } from '../../src/engine/state.ts';
import { STRANGERS, SILENT_LINKS } from '../../src/engine/timing.ts';
import { brokenRules } from '../../src/testing/world/rules.ts';
import { acquainted, Friend } from './friend.ts';
import { idOf, Stage } from './stage.ts';

/** Everything of the engine that could grow with what others do. */
function sizes({ links, peers, silent, claiming, strangers, dials, urgent, routine }: Core): number {
  return (
    links.size +
    peers.size +
    silent.size +
    claiming.size +
    strangers.size +
    dials.size +
    urgent.size +
    routine.size
  );
}

/** Lets every dial but those to these friends fail. */
function failOthers(stage: Stage, friends: readonly Friend[]): void {
  for (const [link, { peer }] of stage.core.dials)
    if (!friends.some(({ id }) => id === peer.id)) stage.put({ type: 'dial_failed', link, reason: 'failed' });
}

describe('a thousand silent connections', () => {
  test('are held to 128, and closed after 45 s', () => {
    const stage = new Stage().online();
    for (let at = 0; at < 1000; at++) stage.accept();
    expect(stage.core.silent.size).toBe(SILENT_LINKS);
    stage.pass(61_000);
    expect(stage.core.silent.size).toBe(0);
    expect(stage.closed.size).toBe(1000);
    expect(stage.of('violation')).toEqual([]);
  });

  test('do not keep an honest contact out that comes between them', () => {
    const stage = new Stage().online();
    const friend = new Friend(stage).added();
    for (let at = 0; at < 500; at++) stage.accept();
    const cookie = friend.takeDial();
    friend.in = stage.accept();
    for (let at = 0; at < 100; at++) stage.accept();
    friend.say(`ping ${friend.id} ${friend.cookie}`);
    for (let at = 0; at < 100; at++) stage.accept();
    friend.greet(cookie);
    expect(friend.presence).toBe('available');
  });

  test('with names do not push out a fresh one whose name is still on its way', () => {
    const stage = new Stage().online();
    for (let number = 1; number <= SILENT_LINKS; number++) new Friend(stage, 100 + number).ping();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    friend.in = stage.accept();
    for (let at = 0; at < 50; at++) stage.accept();
    friend.say(`ping ${friend.id} ${friend.cookie}`);
    friend.greet(cookie);
    expect(friend.presence).toBe('available');
  });

  test('leave the sessions that stand in peace', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    for (let at = 0; at < 1000; at++) stage.accept();
    friend.say('message hello');
    expect(stage.of('message')).toHaveLength(1);
    expect(friend.presence).toBe('available');
  });
});

describe('a flood of pings', () => {
  test('under a thousand names makes no more than 64 strangers, and each link says so little', () => {
    const stage = new Stage().online();
    let outputs = 0;
    for (let number = 1; number <= 1000; number++) {
      const link = stage.accept();
      const line = new TextEncoder().encode(`ping ${idOf(number)} 1`);
      outputs += stage.put({ type: 'line', link, line }).length;
      failOthers(stage, []);
    }
    expect(stage.core.strangers.size).toBeLessThanOrEqual(STRANGERS);
    expect(outputs).toBeLessThan(5000);
    expect(brokenRules(stage.core)).toEqual([]);
    stage.pass(600_000);
    expect(sizes(stage.core)).toBeLessThanOrEqual(2);
  });

  test('in the name of a contact that is online does not disturb it', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    const own = friend.in;
    for (let at = 0; at < 1000; at++) {
      friend.ping(`fake ${at}`);
      if (at % 50 === 0) stage.say(own, 'status available', 'latency_pong x');
      stage.pass(100);
    }
    expect(friend.presence).toBe('available');
    expect(stage.dialsOf(friend.id)).toHaveLength(1);
    expect(friend.heard().length).toBeLessThan(200);
  });

  test('in the name of a contact on its way does not keep it from coming online', () => {
    const stage = new Stage().online();
    const friend = new Friend(stage).added();
    for (let at = 0; at < 30; at++) friend.ping(`fake ${at}`);
    const cookie = friend.takeDial();
    for (let at = 0; at < 30; at++) friend.ping(`more ${at}`);
    friend.ping();
    friend.greet(cookie);
    expect(friend.presence).toBe('available');
    expect(friend.heard()).toContain(`pong ${friend.cookie}`);
  });

  test('on one link ends with the link, and tells it once in ten seconds however many links there are', () => {
    const stage = new Stage().online();
    for (let round = 0; round < 50; round++) {
      const link = stage.accept();
      for (let at = 0; at < 30; at++) stage.say(link, `ping ${idOf(1)} 1`);
      expect(stage.closed).toContain(link);
      stage.pass(100);
    }
    expect(stage.of('violation')).toHaveLength(1);
  });
});

describe('memory stays bounded', () => {
  test('over a day in which strangers come and go', () => {
    const stage = new Stage().online();
    let most = 0;
    for (let number = 1; number <= 3000; number++) {
      const friend = new Friend(stage, number % 700);
      friend.ping();
      if (number % 3 === 0) stage.close(friend.in);
      if (number % 5 === 0) failOthers(stage, []);
      stage.pass(29_000);
      most = Math.max(most, sizes(stage.core));
    }
    expect(most).toBeLessThan(2 * SILENT_LINKS + 3 * STRANGERS);
    failOthers(stage, []);
    stage.pass(600_000);
    failOthers(stage, []);
    stage.pass(600_000);
    expect(stage.core.peers.size).toBe(1);
  });

  test('while a contact is dropped and comes back ten thousand times', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    for (let at = 0; at < 10_000; at++) {
      stage.do({ type: 'drop', id: friend.id });
      stage.do({ type: 'dial', id: friend.id });
    }
    expect(sizes(stage.core)).toBeLessThan(20);
  });

  test('while contacts are added and removed behind dials that take their time', () => {
    const stage = new Stage().online();
    for (let number = 1; number <= 20; number++) stage.do({ type: 'add', id: idOf(number) });
    for (let at = 0; at < 2000; at++) {
      stage.do({ type: 'remove', id: idOf(20) });
      stage.do({ type: 'add', id: idOf(20) });
    }
    expect(sizes(stage.core)).toBeLessThan(100);
  });
});

describe('a peer that does not read', () => {
  test('is sent no more texts, and dropped after a minute', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.put({ type: 'congested', link: friend.out });
    friend.heard();
    for (let at = 0; at < 500; at++) stage.do({ type: 'send', id: friend.id, text: 'x'.repeat(1000) });
    for (let at = 0; at < 15; at++) {
      stage.pass(5000);
      friend.say('status available');
    }
    expect(friend.heard().filter((line) => line.startsWith('delivery'))).toEqual([]);
    expect(stage.closed).toContain(friend.out);
    expect(stage.of('violation')).toEqual([
      { type: 'violation', id: friend.id, what: 'it does not read what it is sent' },
    ]);
    expect(stage.engine.contact(friend.id)?.waiting).toBe(500);
  });
});

describe('a contact that changes its mind all the time', () => {
  test('is recorded and shown 32 times, then once in five seconds, and its last word counts', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.events.length = 0;
    const saved = stage.changes.length;
    for (let at = 0; at < 3000; at++)
      friend.say(`profile_name ${at}`, `status ${at % 2 === 0 ? 'xa' : 'away'}`, `version ${at}`);
    expect(stage.events.length).toBeLessThan(100);
    expect(stage.changes.length - saved).toBeLessThan(40);
    stage.pass(20_000);
    expect(stage.engine.contact(friend.id)).toMatchObject({ presence: 'away', profile: { name: '2999' } });
    expect(stage.store.load().contacts[0]?.profile.name).toBe('2999');
  });
});

test('a line without end closes its connection', () => {
  const stage = new Stage();
  const friend = acquainted(stage);
  stage.put({ type: 'overlong', link: friend.in });
  expect(stage.closed).toContain(friend.in);
  expect(friend.presence).toBe('offline');
  expect(stage.of('violation')).toHaveLength(1);
});

test('a thousand requests are taken as a hundred, and none of them costs a contact its place', () => {
  const stage = new Stage();
  const friend = acquainted(stage);
  for (let number = 10; number < 1010; number++) {
    const stranger = new Friend(stage, number);
    stranger.ping();
    stage.pass(11_000);
    friend.say('status available');
    const dialled = stage.dialsOf(stranger.id).at(-1);
    if (dialled === undefined) continue;
    stranger.out = stage.connect(stranger.id);
    stranger.greet(stranger.cookieFromUs());
    for (let at = 0; at < 30; at++) stranger.say(`message ${at}`);
  }
  expect(stage.engine.view().contacts.filter(({ relation }) => relation === 'request')).toHaveLength(100);
  expect(stage.of('message')).toHaveLength(2000);
  expect(friend.presence).toBe('available');
  expect(brokenRules(stage.core)).toEqual([]);
});
