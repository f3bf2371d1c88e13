import { describe, expect, test } from 'vitest';
import { acquainted, Friend } from './friend.ts';
import { Stage } from './stage.ts';

function online(): Stage {
  return new Stage().online();
}

describe('their pong', () => {
  test('with our cookie, after their ping, makes the connection theirs', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    friend.ping();
    friend.greet(cookie);
    expect(friend.presence).toBe('available');
  });

  test('before any ping is ignored, and the connection stays', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    friend.in = stage.accept();
    friend.greet(cookie);
    expect(stage.closed.size).toBe(0);
    expect(friend.presence).toBe('handshake');
    friend.say(`ping ${friend.id} 123`);
    friend.greet(cookie);
    expect(friend.presence).toBe('available');
  });

  test('with a cookie that nobody has is ignored, and the connection stays', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.takeDial();
    friend.ping();
    friend.greet('123456');
    expect(stage.closed.size).toBe(0);
    expect(friend.presence).toBe('handshake');
  });

  test('with the cookie of another contact than the one it pinged as is ignored', () => {
    const stage = online();
    const [victim, liar] = [new Friend(stage, 1).added(), new Friend(stage, 2).added()];
    victim.takeDial();
    const cookieForLiar = liar.takeDial();
    victim.ping();
    victim.greet(cookieForLiar);
    expect(victim.presence).toBe('handshake');
    expect(liar.presence).toBe('handshake');
  });

  test('on a second connection replaces the first, which is closed', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    const old = friend.in;
    stage.say(old, `ping ${friend.id} ${friend.cookie}`);
    const cookie = cookieOf(stage, friend);
    friend.ping();
    expect(stage.closed).not.toContain(old);
    friend.greet(cookie, { status: 'xa' });
    expect(stage.closed).toContain(old);
    expect(friend.presence).toBe('xa');
    expect(stage.closed).not.toContain(friend.out);
  });
});

describe('going online', () => {
  test('waits for the first status, and tells handshake, then the status', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    friend.ping();
    friend.say(`pong ${cookie}`, 'client Friend', 'version 1.2.3.4', 'add_me ');
    expect(friend.presence).toBe('handshake');
    friend.say('status away');
    expect(friend.presence).toBe('away');
    expect(stage.of('presence').map(({ presence }) => presence)).toEqual(['handshake', 'away']);
    expect(stage.of('client')).toEqual([
      { type: 'client', id: friend.id, client: 'Friend', version: '1.2.3.4' },
    ]);
  });

  test('waits for our own connection where theirs is proven first', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    friend.ping();
    stage.close(friend.out);
    friend.greet(cookie);
    expect(friend.presence).not.toBe('available');
    stage.pass(2000);
    friend.out = stage.connect(friend.id);
    expect(friend.presence).toBe('available');
    expect(stage.commands(friend.out).slice(0, 3)).toEqual(['ping', 'pong', 'client']);
  });

  test('ends with the loss of either connection, which closes the other, and a dial follows within 3 s', () => {
    for (const side of ['in', 'out'] as const) {
      const stage = new Stage();
      const friend = acquainted(stage);
      stage.close(friend[side]);
      expect(stage.closed).toContain(side === 'in' ? friend.out : friend.in);
      expect(friend.presence).toBe('offline');
      stage.pass(3000);
      expect(stage.dialsOf(friend.id)).toHaveLength(2);
    }
  });

  test('of one who comes back while the old connection is dead but unnoticed takes less than 15 s', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.pass(20_000);
    friend.heard();
    const old = friend.in;
    friend.ping('another cookie');
    expect(stage.commands(friend.out)).toContain('latency_ping');
    stage.pass(9000);
    expect(stage.closed).toContain(old);
    const cookie = friend.takeDial();
    friend.greet(cookie);
    expect(friend.presence).toBe('available');
    expect(stage.time).toBeLessThan(35_000);
  });

  test('stays when an impostor makes us doubt a connection on which lines still come', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    const own = friend.in;
    stage.pass(1000);
    friend.ping('impostor');
    stage.pass(1000);
    stage.say(own, 'message still here');
    stage.pass(20_000);
    expect(friend.presence).toBe('available');
  });
});

/** The stage's cookie for a contact who is online already. */
function cookieOf(stage: Stage, friend: Friend): string {
  return new TextDecoder().decode(stage.core.peers.get(friend.id)?.cookie);
}
