import { describe, expect, test } from 'vitest';
import { acquainted, Friend } from './friend.ts';
import { idOf, OWN, Stage } from './stage.ts';

describe('remove_me', () => {
  test('keeps the row with all that is in it, says so, closes both connections, and dials no more', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('message bye', 'remove_me ');
    expect(stage.of('removed_us')).toEqual([{ type: 'removed_us', id: friend.id }]);
    expect(stage.engine.contact(friend.id)).toMatchObject({
      removedUs: true,
      presence: 'offline',
      unread: 1,
    });
    expect(stage.closed).toContain(friend.in);
    expect(stage.closed).toContain(friend.out);
    const dials = stage.dials.length;
    stage.pass(3_600_000);
    stage.put({ type: 'network', up: false });
    stage.online();
    stage.pass(3_600_000);
    expect(stage.dials).toHaveLength(dials);
  });

  test('is forgotten when that contact comes back and adds us', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('remove_me ');
    friend.ping();
    friend.out = stage.connect(friend.id);
    friend.greet(friend.cookieFromUs());
    expect(stage.engine.contact(friend.id)).toMatchObject({ removedUs: false, presence: 'available' });
    friend.vanish();
    stage.pass(3000);
    expect(stage.dialsOf(friend.id)).toHaveLength(3);
  });

  test('of a client that left other connections open closes them, too: they would make us dial back', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    const proven = friend.in;
    const forgotten = friend.ping('222');
    stage.say(proven, 'remove_me ');
    expect(stage.closed).toContain(forgotten);
    stage.pass(60_000);
    expect(stage.dialsOf(friend.id)).toHaveLength(1);
  });

  test('is respected: who comes back without adding us hears no add_me', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('remove_me ');
    friend.ping();
    friend.greet(friend.takeDial(), { addsUs: false });
    expect(friend.heard().join()).not.toContain('add_me');
    expect(stage.engine.contact(friend.id)?.removedUs).toBe(true);
  });

  test('is taken back by adding again, which dials', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('remove_me ');
    expect(stage.do({ type: 'add', id: friend.id })).toEqual({ ok: true });
    expect(stage.engine.contact(friend.id)?.removedUs).toBe(false);
    expect(stage.dialsOf(friend.id)).toHaveLength(2);
  });

  test('is said before either connection ends: theirs stays until they close it, and means nothing any more', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.do({ type: 'remove', id: friend.id });
    expect(stage.closed).not.toContain(friend.in);
    friend.say('status xa', 'add_me ');
    expect(stage.engine.view().contacts).toEqual([]);
    stage.pass(260_000);
    expect(stage.closed).toContain(friend.in);
    expect(stage.core.links.size).toBe(0);
  });

  test('is said to a contact that the user removes, and nothing of it is kept', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('message hello');
    friend.heard();
    stage.do({ type: 'send', id: friend.id, text: 'hi' });
    stage.do({ type: 'remove', id: friend.id });
    expect(friend.heard().at(-1)).toBe('remove_me ');
    expect(stage.closed).toContain(friend.out);
    stage.pass(600_000);
    expect(stage.dialsOf(friend.id)).toHaveLength(1);
    const { contacts, outbox, unread, numbering } = stage.store.load();
    expect({ contacts, outbox, unread: unread.size, numbering }).toEqual({
      contacts: [],
      outbox: [],
      unread: 0,
      numbering: [],
    });
  });
});

describe('blocking', () => {
  test('closes what stands, answers nothing any more, and survives a restart', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.do({ type: 'block', id: friend.id });
    expect(stage.closed).toContain(friend.in);
    expect(stage.closed).toContain(friend.out);
    stage.restart();
    stage.online();
    stage.pass(600_000);
    friend.ping();
    expect(stage.closed).toContain(friend.in);
    expect(stage.dialsOf(friend.id)).toHaveLength(1);
  });

  test('closes unproven connections in that name, too', () => {
    const stage = new Stage().online();
    const friend = new Friend(stage);
    friend.ping();
    stage.do({ type: 'block', id: friend.id });
    expect(stage.closed).toContain(friend.in);
  });

  test('undone brings a contact back to the list and dials it', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.do({ type: 'block', id: friend.id });
    stage.do({ type: 'unblock', id: friend.id });
    expect(stage.engine.contact(friend.id)?.relation).toBe('listed');
    expect(stage.dialsOf(friend.id)).toHaveLength(2);
  });

  test('undone forgets who never was on the list', () => {
    const stage = new Stage().online();
    stage.do({ type: 'block', id: idOf(1) });
    stage.do({ type: 'unblock', id: idOf(1) });
    expect(stage.engine.view().contacts).toEqual([]);
  });
});

describe('the user is told', () => {
  test.each([
    [{ type: 'add', id: OWN }, 'own_id'],
    [{ type: 'block', id: OWN }, 'own_id'],
    [{ type: 'add', id: idOf(1) }, 'contact_exists'],
    [{ type: 'remove', id: idOf(2) }, 'unknown_contact'],
    [{ type: 'send', id: idOf(2), text: 'x' }, 'unknown_contact'],
    [{ type: 'send', id: idOf(1), text: '' }, 'bad_request'],
    [{ type: 'send', id: idOf(1), text: 'é'.repeat(250_001) }, 'too_long'],
    [{ type: 'unblock', id: idOf(1) }, 'bad_request'],
    [{ type: 'raw', id: idOf(1), line: new Uint8Array() }, 'bad_request'],
  ] as const)('%o: %s', (command, code) => {
    const stage = new Stage();
    stage.do({ type: 'add', id: idOf(1) });
    const saved = stage.changes.length;
    expect(stage.do(command)).toMatchObject({ ok: false, code });
    expect(stage.changes).toHaveLength(saved);
  });

  test('a name and a note are kept', () => {
    const stage = new Stage();
    stage.do({ type: 'add', id: idOf(1) });
    stage.do({ type: 'rename', id: idOf(1), name: 'Bob' });
    stage.do({ type: 'note', id: idOf(1), note: 'from work' });
    stage.restart();
    expect(stage.engine.contact(idOf(1))).toMatchObject({ name: 'Bob', note: 'from work' });
  });

  test('that a raw line went out as it is', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    stage.do({ type: 'raw', id: friend.id, line: new TextEncoder().encode('anything at all') });
    expect(friend.heard()).toEqual(['anything at all']);
  });
});
