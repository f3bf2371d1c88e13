import { describe, expect, test } from 'vitest';
import type { StrangerPolicy } from '../../src/model.ts';
import { Friend, type FriendOptions } from './friend.ts';
import { idOf, Stage } from './stage.ts';

/** Somebody unknown comes, proves himself and greets. */
function visited(policy: StrangerPolicy, options: FriendOptions = {}): { stage: Stage; friend: Friend } {
  const stage = new Stage().online();
  stage.do({ type: 'settings', settings: { strangers: policy, looksLike: 'torchat' } });
  const friend = new Friend(stage);
  friend.ping();
  friend.out = stage.connect(friend.id);
  friend.greet(friend.cookieFromUs(), options);
  return { stage, friend };
}

describe('a stranger', () => {
  test('who adds us becomes a request, shown online, its texts kept', () => {
    const { stage, friend } = visited('ask', { name: 'Bob' });
    friend.say('message hello');
    expect(stage.of('request')).toEqual([{ type: 'request', id: friend.id, accepted: false }]);
    expect(stage.engine.contact(friend.id)).toMatchObject({
      relation: 'request',
      name: 'Bob',
      presence: 'available',
      client: 'Friend 1.2.3.4',
      unread: 1,
    });
    stage.restart();
    expect(stage.engine.contact(friend.id)).toMatchObject({ relation: 'request', unread: 1 });
  });

  test('who showed its picture before it added us is a request with that picture', () => {
    const { stage, friend } = visited('ask', { addsUs: false });
    friend.say(`profile_avatar_alpha ${'a'.repeat(4096)}`, `profile_avatar ${'r'.repeat(12_288)}`);
    expect(stage.of('avatar')).toEqual([]);
    friend.say('add_me ');
    expect(stage.of('avatar')).toEqual([{ type: 'avatar', id: friend.id }]);
    stage.restart();
    expect(stage.engine.contact(friend.id)?.avatar).toEqual({
      rgb: new Uint8Array(12_288).fill(0x72),
      alpha: new Uint8Array(4096).fill(0x61),
    });
  });

  test('who took its picture away before it added us has none', () => {
    const { stage, friend } = visited('ask', { addsUs: false });
    friend.say(`profile_avatar ${'r'.repeat(12_288)}`, 'profile_avatar ', 'add_me ');
    expect(stage.engine.contact(friend.id)).toMatchObject({ relation: 'request', avatar: null });
  });

  test('who adds us is a contact at once where all are accepted, and hears add_me', () => {
    const { stage, friend } = visited('accept');
    expect(friend.heard().filter((line) => line === 'add_me ')).toHaveLength(1);
    expect(stage.engine.contact(friend.id)?.relation).toBe('listed');
    expect(stage.of('request')).toEqual([{ type: 'request', id: friend.id, accepted: true }]);
    stage.restart();
    expect(stage.engine.contact(friend.id)?.relation).toBe('listed');
  });

  test('who came before strangers were refused is dropped when it adds us', () => {
    const stage = new Stage().online();
    const friend = new Friend(stage);
    friend.ping();
    friend.out = stage.connect(friend.id);
    const cookie = friend.cookieFromUs();
    stage.do({ type: 'settings', settings: { strangers: 'refuse', looksLike: 'torchat' } });
    friend.greet(cookie);
    expect(stage.closed).toContain(friend.in);
    expect(stage.engine.view().contacts).toEqual([]);
  });

  test('who never adds us leaves no trace: no row, no event, no text, and is gone after 240 s', () => {
    const { stage, friend } = visited('ask', { addsUs: false });
    friend.say('message hello', 'delivery_message e 1 hello');
    expect(stage.events.filter((event) => event.type !== 'own' && event.type !== 'reachability')).toEqual([]);
    expect(friend.heard().join()).not.toContain('delivery_ok');
    stage.pass(255_000);
    expect(stage.core.strangers.size).toBe(0);
    expect(stage.closed).toContain(friend.in);
    expect(stage.closed).toContain(friend.out);
  });

  test('whom the user adds while he is connected hears add_me and a status at once', () => {
    const { stage, friend } = visited('ask', { addsUs: false });
    friend.heard();
    stage.do({ type: 'add', id: friend.id });
    expect(friend.heard()).toEqual(['add_me ', 'status available']);
    expect(stage.of('presence')).toEqual([{ type: 'presence', id: friend.id, presence: 'available' }]);
    stage.do({ type: 'send', id: friend.id, text: 'hi' });
    expect(friend.heard().join()).toMatch(/^delivery_message \w+ 1 hi$/u);
  });

  test('whom the user adds while he waits for a place is dialled without waiting on', () => {
    const stage = new Stage().online();
    for (let number = 1; number <= 10; number++) new Friend(stage, number).ping();
    expect(stage.dials).toHaveLength(2);
    stage.do({ type: 'add', id: idOf(9) });
    expect(stage.dials.map(({ id }) => id)).toEqual([idOf(1), idOf(2), idOf(9)]);
  });
});

describe('a request', () => {
  test('that the user accepts is on the list and hears add_me', () => {
    const { stage, friend } = visited('ask');
    friend.heard();
    expect(stage.do({ type: 'add', id: friend.id })).toEqual({ ok: true });
    expect(friend.heard()).toContain('add_me ');
    expect(stage.engine.contact(friend.id)?.relation).toBe('listed');
  });

  test('that the user refuses is gone, with its texts', () => {
    const { stage, friend } = visited('ask');
    friend.say('message hello');
    stage.do({ type: 'remove', id: friend.id });
    stage.restart();
    expect(stage.engine.view().contacts).toEqual([]);
    expect(stage.store.load().unread.size).toBe(0);
  });

  test('gets no text from us before it is accepted, and no dial when it goes', () => {
    const { stage, friend } = visited('ask');
    expect(stage.do({ type: 'send', id: friend.id, text: 'hi' })).toMatchObject({
      ok: false,
      code: 'unknown_contact',
    });
    const dials = stage.dialsOf(friend.id).length;
    friend.vanish();
    stage.pass(3_600_000);
    expect(stage.dialsOf(friend.id)).toHaveLength(dials);
  });

  test('that takes itself back is gone', () => {
    const { stage, friend } = visited('ask');
    friend.say('remove_me ');
    expect(stage.engine.view().contacts).toEqual([]);
    expect(stage.of('contact_gone')).toHaveLength(1);
  });

  test('keeps at most twenty texts, none over 4,096 characters', () => {
    const { stage, friend } = visited('ask');
    friend.say(`message ${'x'.repeat(5000)}`);
    for (let at = 0; at < 1000; at++) friend.say(`message ${at}`);
    expect(stage.of('message')).toHaveLength(20);
    expect(stage.store.history(friend.id, { limit: 1000 })).toHaveLength(20);
    expect(stage.of('violation')).toHaveLength(1);
  });

  test('beyond a hundred of them is not taken', () => {
    const stage = new Stage().online();
    for (let number = 1; number <= 110; number++) {
      stage.pass(60_000);
      const friend = new Friend(stage, number);
      friend.ping();
      friend.out = stage.connect(friend.id);
      friend.greet(friend.cookieFromUs());
      friend.vanish();
    }
    expect(stage.engine.view().contacts).toHaveLength(100);
  });
});
