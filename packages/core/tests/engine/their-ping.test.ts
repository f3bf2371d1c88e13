import { describe, expect, test } from 'vitest';
import { acquainted, Friend } from './friend.ts';
import { idOf, OWN, Stage } from './stage.ts';

function online(): Stage {
  return new Stage().online();
}

describe('their ping', () => {
  test('is answered on our connection with its cookie byte for byte; the greeting follows their pong, in its order', () => {
    const stage = online();
    stage.do({ type: 'profile', profile: { name: 'Alice', text: 'one\\two\nthree' } });
    stage.do({
      type: 'avatar',
      avatar: { rgb: new Uint8Array(12_288).fill(1), alpha: new Uint8Array(4096).fill(2) },
    });
    stage.do({ type: 'status', status: 'away' });
    const friend = new Friend(stage).added();
    friend.ping('a b\\/c\\nd  ');
    friend.out = stage.connect(friend.id);
    const [ping, ...pong] = friend.heard();
    expect(pong).toEqual(['pong a b\\/c\\nd  ']);
    friend.say(`pong ${ping?.split(' ')[2]}`);
    const lines = friend.heard();
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'client',
      'version',
      'supports',
      'profile_name',
      'profile_text',
      'profile_avatar_alpha',
      'profile_avatar',
      'add_me',
      'status',
    ]);
    expect(lines[1]).toMatch(/^version \d+\.\d+\.\d+\.\d+$/u);
    expect(lines[3]).toBe('profile_name Alice');
    expect(lines[4]).toBe('profile_text one\\/two\\nthree');
    expect(lines[5]).toHaveLength('profile_avatar_alpha '.length + 4096);
    expect(lines[6]).toHaveLength('profile_avatar '.length + 12_288);
    expect(lines.at(-1)).toBe('status away');
  });

  test('without anything to tell of ourselves is greeted without profile and picture', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.ping();
    friend.say(`pong ${friend.takeDial()}`);
    expect(stage.commands(friend.out)).toEqual(['client', 'version', 'supports', 'add_me', 'status']);
  });

  test('of a stranger is greeted without add_me', () => {
    const stage = online();
    const friend = new Friend(stage);
    friend.ping();
    friend.say(`pong ${friend.takeDial()}`);
    const commands = stage.commands(friend.out);
    expect(commands).toContain('status');
    expect(commands).not.toContain('add_me');
  });

  test('makes us look like 0.9.9.553 and say nothing of extensions where the user chose that', () => {
    const stage = online();
    stage.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'legacy' } });
    const friend = new Friend(stage).added();
    friend.ping();
    friend.say(`pong ${friend.takeDial()}`);
    const lines = friend.heard();
    expect(lines).toContain('client TorChat');
    expect(lines).toContain('version 0.9.9.553');
    expect(lines.join()).not.toContain('supports');
  });

  test('without a cookie is answered with an empty pong', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.in = stage.accept();
    friend.say(`ping ${friend.id}`);
    friend.out = stage.connect(friend.id);
    expect(friend.heard()).toContain('pong ');
  });

  test('is ponged once on each connection of ours', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.takeDial();
    friend.ping();
    expect(stage.commands(friend.out).filter((command) => command === 'pong')).toHaveLength(1);
    friend.say(`ping ${friend.id} ${friend.cookie}`, `ping ${friend.id} ${friend.cookie}`);
    expect(friend.heard()).toEqual([]);
    stage.close(friend.out);
    stage.pass(1);
    friend.out = stage.connect(friend.id);
    expect(stage.commands(friend.out)).toContain('pong');
  });

  test('is not greeted before its pong: 0.9.9.553 closes at `supports` when our pong answered somebody else', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    const impostor = friend.ping('111');
    const forgotten = friend.ping('222');
    friend.ping();
    expect(friend.heard()).toEqual(['pong 111', 'pong 222', `pong ${friend.cookie}`]);
    friend.greet(cookie);
    expect(stage.commands(friend.out)).toEqual(['client', 'version', 'supports', 'add_me', 'status']);
    expect(stage.closed).not.toContain(impostor);
    expect(stage.closed).not.toContain(forgotten);
  });

  test('with another cookie is ponged and greeted again: two pings of one contact may be on the way (quirk 14)', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    friend.ping('222');
    expect(stage.commands(friend.out)).toEqual([
      'latency_ping',
      'pong',
      'client',
      'version',
      'supports',
      'add_me',
      'status',
    ]);
  });

  test('with ever new cookies is answered eight times, and the contact itself is answered all the same', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    const cookie = friend.takeDial();
    for (let at = 0; at < 12; at++) friend.ping(`fake${at}`);
    expect(stage.commands(friend.out).filter((command) => command === 'pong')).toHaveLength(8);
    friend.ping();
    expect(friend.heard()).toEqual([]);
    friend.greet(cookie);
    expect(friend.heard()).toContain(`pong ${friend.cookie}`);
    expect(friend.presence).toBe('available');
  });

  test.each([
    ['15 characters', 'aaaaaaaaaaaaaaa'],
    ['an upper-case letter', 'Aaaaaaaaaaaaaaaa'],
    ['a digit 1', '1aaaaaaaaaaaaaaa'],
    ['56 characters with a wrong checksum', `${'a'.repeat(55)}d`],
    ['nothing', ''],
  ])('with %s for an id closes its connection', (_, id) => {
    const stage = online();
    const link = stage.accept();
    stage.say(link, `ping ${id} 123`);
    expect(stage.closed).toContain(link);
    expect(stage.dials).toEqual([]);
  });

  test('takes an id of 16 characters for what it is', () => {
    const stage = online();
    const link = stage.accept();
    stage.say(link, 'ping abcdefghijklmnop 123');
    expect(stage.closed.size).toBe(0);
    expect(stage.dials.map((dial) => dial.id)).toEqual(['abcdefghijklmnop']);
  });

  test('under another id than before on the same connection closes it', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.ping();
    friend.say(`ping ${idOf(2)} 123`);
    expect(stage.closed).toContain(friend.in);
  });

  test('under another id closes a proven connection, too', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say(`ping ${idOf(2)} 123`);
    expect(stage.closed).toContain(friend.in);
    expect(friend.presence).toBe('offline');
  });

  test('under our own id without our own cookie closes its connection', () => {
    const stage = online();
    const link = stage.accept();
    stage.say(link, `ping ${OWN} 123`);
    expect(stage.closed).toContain(link);
    expect(stage.of('violation')).toHaveLength(1);
  });

  test('of somebody blocked closes its connection and makes us dial nobody', () => {
    const stage = online();
    const friend = new Friend(stage);
    stage.do({ type: 'block', id: friend.id });
    friend.ping();
    expect(stage.closed).toContain(friend.in);
    expect(stage.dials).toEqual([]);
  });

  test('of a stranger closes its connection where strangers are refused', () => {
    const stage = online();
    stage.do({ type: 'settings', settings: { strangers: 'refuse', looksLike: 'torchat' } });
    const friend = new Friend(stage);
    friend.ping();
    expect(stage.closed).toContain(friend.in);
    expect(stage.dials).toEqual([]);
    expect(stage.core.strangers.size).toBe(0);
  });

  test('more than twenty times in ten seconds closes its connection', () => {
    const stage = online();
    const friend = new Friend(stage).added();
    friend.ping();
    for (let at = 2; at <= 20; at++) friend.say(`ping ${friend.id} ${friend.cookie}`);
    expect(stage.closed.size).toBe(0);
    friend.say(`ping ${friend.id} ${friend.cookie}`);
    expect(stage.closed).toContain(friend.in);
  });

  test('without sense closes a proven connection', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say(`ping ${'a'.repeat(200)} 123`);
    expect(stage.closed).toContain(friend.in);
  });
});
