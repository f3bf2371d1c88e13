import { describe, expect, test } from 'vitest';
import { CHANGES } from '../../src/engine/timing.ts';
import { acquainted, Friend } from './friend.ts';
import { Stage } from './stage.ts';

describe('their profile', () => {
  test('is kept, and its first name becomes ours for it where we gave none', () => {
    const stage = new Stage().online();
    const [one, two] = [new Friend(stage, 1), new Friend(stage, 2)];
    stage.do({ type: 'add', id: one.id });
    stage.do({ type: 'add', id: two.id, name: 'Bobby' });
    one.meet({ name: 'Alice' });
    two.meet({ name: 'Bob' });
    one.say('profile_text hello\\nworld', 'profile_name Alicia');
    stage.restart();
    expect(stage.engine.contact(one.id)).toMatchObject({
      name: 'Alice',
      profile: { name: 'Alicia', text: 'hello\nworld' },
    });
    expect(stage.engine.contact(two.id)).toMatchObject({ name: 'Bobby', profile: { name: 'Bob' } });
  });

  test('is told as an event once when it changes, and not again with each greeting', () => {
    const stage = new Stage();
    const friend = acquainted(stage, { name: 'Alice' });
    expect(stage.of('profile')).toHaveLength(1);
    friend.vanish();
    stage.pass(3000);
    friend.meet({ name: 'Alice' });
    expect(stage.of('profile')).toHaveLength(1);
    expect(stage.of('presence').map(({ presence }) => presence)).toEqual([
      'handshake',
      'available',
      'offline',
      'handshake',
      'available',
    ]);
  });

  test('is cut where it is too long, never inside a character', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say(`profile_name x${'😀'.repeat(150)}`, `profile_text ${'y'.repeat(60_000)}`);
    const profile = stage.engine.contact(friend.id)?.profile;
    expect(profile?.name).toBe(`x${'😀'.repeat(99)}`);
    expect(profile?.text).toHaveLength(4000);
  });

  test('picture comes with its alpha, is told once, survives a restart, and goes with an empty pair', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    const pair = [
      `profile_avatar_alpha ${'a'.repeat(4096)}`,
      `profile_avatar ${'r'.repeat(12_288)}`,
    ] as const;
    friend.say(...pair, ...pair);
    expect(stage.of('avatar')).toHaveLength(1);
    stage.restart();
    expect(stage.engine.contact(friend.id)?.avatar).toEqual({
      rgb: new Uint8Array(12_288).fill(0x72),
      alpha: new Uint8Array(4096).fill(0x61),
    });
    stage.online();
    stage.pass(3000);
    friend.meet();
    friend.say('profile_avatar_alpha ', 'profile_avatar ');
    expect(stage.engine.contact(friend.id)?.avatar).toBeNull();
    expect(stage.of('avatar')).toHaveLength(2);
  });

  test('picture of a wrong size changes nothing', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say(`profile_avatar ${'r'.repeat(12_288)}`, `profile_avatar ${'r'.repeat(12_287)}`);
    expect(stage.engine.contact(friend.id)?.avatar?.rgb).toHaveLength(12_288);
    expect(friend.presence).toBe('available');
  });

  test('alpha without a picture shows nothing, and the next picture takes the last alpha', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say(
      `profile_avatar_alpha ${'a'.repeat(4096)}`,
      'add_me ',
      `profile_avatar_alpha ${'b'.repeat(4096)}`,
    );
    expect(stage.engine.contact(friend.id)?.avatar).toBeNull();
    expect(stage.of('avatar')).toEqual([]);
    friend.say(`profile_avatar ${'r'.repeat(12_288)}`);
    expect(stage.engine.contact(friend.id)?.avatar?.alpha).toEqual(new Uint8Array(4096).fill(0x62));
  });

  test.each([1, 4095, 4097, 12_288])(
    'alpha of %i bytes is refused, and the picture comes without',
    (size) => {
      const stage = new Stage();
      const friend = acquainted(stage);
      friend.say(`profile_avatar_alpha ${'a'.repeat(size)}`, `profile_avatar ${'r'.repeat(12_288)}`);
      expect(stage.engine.contact(friend.id)?.avatar?.alpha).toHaveLength(0);
      expect(friend.presence).toBe('available');
    },
  );

  test('changing a thousand times a second costs few rows, and ends with the last', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    const rows = (): number => stage.of('contact').length;
    const before = rows();
    for (let time = 0; time < 1000; time++) {
      friend.say(`profile_avatar ${String.fromCharCode(97 + (time % 26)).repeat(12_288)}`);
      stage.pass(1);
    }
    expect(rows() - before).toBeLessThanOrEqual(CHANGES + 1);
    friend.say('profile_avatar ');
    stage.pass(10_000);
    expect(stage.engine.contact(friend.id)?.avatar).toBeNull();
    expect(rows() - before).toBeLessThanOrEqual(CHANGES + 4);
  });

  test('alpha is forgotten with the picture it came for', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say(`profile_avatar_alpha ${'a'.repeat(4096)}`, `profile_avatar ${'r'.repeat(12_288)}`);
    friend.say(`profile_avatar ${'s'.repeat(12_288)}`);
    expect(stage.engine.contact(friend.id)?.avatar?.alpha).toHaveLength(0);
  });
});

/** What a greeting says of our picture, when it comes back. */
function greetedWith(friend: Friend): string[] {
  friend.stage.pass(60_000);
  friend.meet();
  return friend.heard().filter((line) => line.startsWith('profile_avatar'));
}

describe('our profile', () => {
  test('goes to everybody online when it changes, empty fields too, then the status', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    stage.do({ type: 'profile', profile: { name: 'Alice', text: '' } });
    expect(friend.heard()).toEqual(['profile_name Alice', 'profile_text ', 'status available']);
  });

  test('picture goes to everybody online, alpha first, and our own screens are told', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    const told = stage.of('own').length;
    stage.do({
      type: 'avatar',
      avatar: { rgb: new Uint8Array(12_288).fill(0x72), alpha: new Uint8Array(4096).fill(0x61) },
    });
    expect(friend.heard()).toEqual([
      `profile_avatar_alpha ${'a'.repeat(4096)}`,
      `profile_avatar ${'r'.repeat(12_288)}`,
    ]);
    expect(stage.of('own')).toHaveLength(told + 1);
  });

  test('picture taken away is taken back from those who come later, too, also after a restart', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.do({ type: 'avatar', avatar: { rgb: new Uint8Array(12_288), alpha: new Uint8Array() } });
    friend.vanish();
    stage.do({ type: 'avatar', avatar: null });
    expect(stage.engine.view().avatar).toBeNull();
    stage.restart();
    expect(stage.engine.view().avatar).toBeNull();
    stage.online();
    expect(greetedWith(friend)).toEqual(['profile_avatar_alpha ', 'profile_avatar ']);
  });

  test('picture that never was is not spoken of, nor one that is gone where we look like 0.9.9.553', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.do({ type: 'avatar', avatar: null });
    friend.vanish();
    expect(greetedWith(friend)).toEqual([]);
    stage.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'legacy' } });
    stage.do({ type: 'avatar', avatar: { rgb: new Uint8Array(12_288), alpha: new Uint8Array() } });
    stage.do({ type: 'avatar', avatar: null });
    friend.vanish();
    expect(greetedWith(friend)).toEqual([]);
  });

  test('picture taken away goes as an empty pair', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    stage.do({ type: 'avatar', avatar: null });
    expect(friend.heard()).toEqual(['profile_avatar_alpha ', 'profile_avatar ']);
  });
});
