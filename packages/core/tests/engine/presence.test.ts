import { describe, expect, test } from 'vitest';
import { acquainted, Friend } from './friend.ts';
import { Stage } from './stage.ts';

describe('our status', () => {
  test('is told 30 s after the handshake, then at least each 120 s', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    const times: number[] = [];
    const since = stage.now;
    for (let second = 0; second < 600; second++) {
      stage.pass(1000);
      if (second % 100 === 0) friend.say('status available');
      if (friend.heard().includes('status available')) times.push(Math.round((stage.now - since) / 1000));
    }
    expect(times[0]).toBe(30);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(gaps.length).toBeGreaterThanOrEqual(4);
    for (const gap of gaps) expect(gap).toBeLessThanOrEqual(120);
  });

  test('is told at once to everybody online when the user changes it, and kept', () => {
    const stage = new Stage();
    const [one, two] = [acquainted(stage, {}, 1), acquainted(stage, {}, 2)];
    one.heard();
    two.heard();
    stage.do({ type: 'status', status: 'xa' });
    expect(one.heard()).toEqual(['status xa']);
    expect(two.heard()).toEqual(['status xa']);
    stage.do({ type: 'status', status: 'xa' });
    expect(one.heard()).toEqual([]);
    stage.restart();
    expect(stage.engine.view().status).toBe('xa');
  });
});

describe('their status', () => {
  test('becomes a presence event when it changes', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.events.length = 0;
    friend.say('status away', 'status away', 'status xa', 'status available');
    expect(stage.events).toEqual(
      ['away', 'xa', 'available'].map((presence) => ({ type: 'presence', id: friend.id, presence })),
    );
  });

  test('of an unknown value changes nothing, but is a sign of life', () => {
    const stage = new Stage();
    const friend = acquainted(stage, { status: 'away' });
    stage.events.length = 0;
    for (let at = 0; at < 10; at++) {
      stage.pass(100_000);
      friend.say('status offline');
    }
    expect(friend.presence).toBe('away');
    expect(stage.of('presence')).toEqual([]);
  });

  test('or a ping keeps the connection; after 240 s without either it is dead, whatever else comes', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.pass(200_000);
    friend.say(`ping ${friend.id} ${friend.cookie}`);
    stage.pass(200_000);
    expect(friend.presence).toBe('available');
    for (let at = 0; at < 3; at++) {
      stage.pass(20_000);
      friend.say('message hello');
    }
    expect(friend.presence).toBe('offline');
    expect(stage.closed).toContain(friend.in);
    expect(stage.closed).toContain(friend.out);
  });

  test('going away is kept as the time it was last seen', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.pass(5000);
    friend.vanish();
    stage.restart();
    expect(stage.engine.contact(friend.id)?.lastSeenAt).toBe(stage.now);
  });
});

test('what changes while the other side has heard our greeting and is not done with its own is told at once', () => {
  const stage = new Stage().online();
  const friend = new Friend(stage).added();
  const cookie = friend.takeDial();
  friend.ping();
  friend.say(`pong ${cookie}`);
  expect(friend.heard().at(-1)).toBe('status available');
  expect(friend.presence).toBe('handshake');
  stage.do({ type: 'status', status: 'away' });
  stage.do({ type: 'profile', profile: { name: 'Ann', text: '' } });
  expect(friend.heard()).toEqual(['status away', 'profile_name Ann', 'profile_text ', 'status away']);
});

test('what changes before our greeting is in it, and told once', () => {
  const stage = new Stage().online();
  const friend = new Friend(stage).added();
  const cookie = friend.takeDial();
  stage.do({ type: 'status', status: 'away' });
  expect(friend.heard()).toEqual([]);
  friend.ping();
  friend.say(`pong ${cookie}`);
  expect(friend.heard().filter((line) => line.startsWith('status'))).toEqual(['status away']);
});
