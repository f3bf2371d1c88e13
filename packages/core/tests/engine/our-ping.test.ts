import { describe, expect, test } from 'vitest';
import { Friend } from './friend.ts';
import { OWN, Stage } from './stage.ts';

function online(): Stage {
  return new Stage().online();
}

/** Connected to somebody, while our service is on its way. */
function unpublished() {
  const stage = new Stage();
  stage.put({ type: 'network', up: true });
  const friend = new Friend(stage).added();
  return { stage, friend, out: stage.connect(friend.id) };
}

describe('our ping', () => {
  test('is the first thing on our connection: our id, and a cookie of digits for this contact alone', () => {
    const stage = online();
    const [one, two] = [new Friend(stage, 1).added(), new Friend(stage, 2).added()];
    const first = stage.connect(one.id);
    const second = stage.connect(two.id);
    const [a] = stage.heard(first);
    const [b] = stage.heard(second);
    expect(a).toMatch(new RegExp(`^ping ${OWN} \\d{60,78}$`, 'u'));
    expect(b).toMatch(/^ping \w+ \d{60,78}$/u);
    expect(a).not.toBe(b);
  });

  test('keeps its cookie until the program ends', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    stage.close(friend.out);
    stage.pass(60_000);
    expect(friend.takeDial()).toBe(cookie);
    stage.restart();
    stage.online();
    stage.pass(5000);
    expect(friend.takeDial()).not.toBe(cookie);
  });

  test('comes again every 30 s while the other side is silent, and the handshake is given up at 150 s', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.takeDial();
    stage.pass(29_999);
    expect(stage.commands(friend.out)).toEqual([]);
    stage.pass(1);
    expect(stage.commands(friend.out)).toEqual(['ping']);
    stage.pass(90_000);
    expect(stage.commands(friend.out)).toEqual(['ping', 'ping', 'ping']);
    stage.pass(29_000);
    expect(friend.presence).toBe('handshake');
    stage.pass(17_000);
    expect(stage.closed).toContain(friend.out);
    expect(friend.presence).toBe('offline');
  });

  test('comes again 3 s after theirs that no pong followed, then every 30 s', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.takeDial();
    stage.pass(10_000);
    friend.ping();
    friend.heard();
    stage.pass(2999);
    expect(stage.commands(friend.out)).toEqual([]);
    stage.pass(1);
    expect(stage.commands(friend.out)).toEqual(['ping']);
    stage.pass(29_999);
    expect(stage.commands(friend.out)).toEqual([]);
    stage.pass(1);
    expect(stage.commands(friend.out)).toEqual(['ping']);
  });

  test('does not come again once they proved themselves', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    friend.ping();
    friend.say(`pong ${cookie}`);
    friend.heard();
    stage.pass(140_000);
    expect(stage.commands(friend.out)).not.toContain('ping');
  });

  test('comes again 3 s after a ping on another connection of one that is proven: a legacy client may speak only there', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    const first = friend.ping();
    const second = friend.ping();
    stage.say(first, `pong ${cookie}`, 'status available');
    friend.heard();
    stage.pass(3000);
    expect(stage.commands(friend.out)).toEqual(['ping']);
    stage.say(second, `pong ${cookie}`, 'status available');
    expect(stage.closed).toContain(first);
    expect(friend.presence).toBe('available');
  });

  test('comes to one that is proven eight times at most: 0.9.9.555 may answer each with a new connection', () => {
    const stage = online();
    const friend = new Friend(stage).added().meet({ supports: null });
    friend.heard();
    for (let at = 0; at < 20; at++) {
      friend.ping(`${at}`);
      stage.pass(3000);
    }
    expect(stage.commands(friend.out).filter((command) => command === 'ping')).toHaveLength(7);
  });

  test('waits until our service is published: before, nobody could answer it', () => {
    const { stage, out } = unpublished();
    stage.pass(5000);
    expect(stage.heard(out)).toEqual([]);
    stage.put({ type: 'published' });
    expect(stage.commands(out)).toEqual(['ping']);
  });

  test('waits no longer than somebody needs who reached us all the same', () => {
    const { stage, friend, out } = unpublished();
    friend.ping();
    expect(stage.commands(out)).toEqual(['ping', 'pong']);
  });

  test('waits 20 s for our service at most', () => {
    const { stage, out } = unpublished();
    stage.pass(19_999);
    expect(stage.heard(out)).toEqual([]);
    stage.pass(1);
    expect(stage.commands(out)).toEqual(['ping']);
  });

  test('comes again at once to half a handshake when our service is published', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.takeDial();
    stage.put({ type: 'published' });
    expect(stage.commands(friend.out)).toEqual(['ping']);
  });
});
