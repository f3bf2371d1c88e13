import { describe, expect, test } from 'vitest';
import { OUTBOX_TEXTS } from '../../src/engine/timing.ts';
import { acquainted, Friend } from './friend.ts';
import { Stage } from './stage.ts';

/** What a line says, the epoch of a numbered text left out. */
function said(lines: readonly string[]): string[] {
  return lines
    .filter((line) => /^(?:delivery_)?message /u.test(line))
    .map((line) => line.replace(/^delivery_message \w+ /u, ''));
}

function send(stage: Stage, friend: Friend, ...texts: readonly string[]): void {
  for (const text of texts) expect(stage.do({ type: 'send', id: friend.id, text }).ok).toBe(true);
}

/** The epoch of the outbox for this contact. */
function epochOf(stage: Stage, friend: Friend): string {
  return stage.core.peers.get(friend.id)?.numbering.outEpoch ?? '';
}

/** Key and state of each change so far. */
function statesOf(stage: Stage): string[] {
  return stage.of('message_state').map(({ key, state }) => `${key} ${state}`);
}

describe('a text of ours', () => {
  test('is saved with its number before it is sent, and stays until it is confirmed', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    const outputs = stage.put({
      type: 'command',
      ref: 1,
      command: { type: 'send', id: friend.id, text: 'hi' },
    });
    const kinds = outputs.map((output) => (output.type === 'save' ? output.change.type : output.type));
    expect(kinds.indexOf('message')).toBeLessThan(kinds.indexOf('send'));
    expect(kinds.indexOf('numbering')).toBeLessThan(kinds.indexOf('send'));
    expect(stage.store.load().outbox.map(({ message, seq }) => [message.text, seq])).toEqual([['hi', 1]]);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 1`);
    expect(statesOf(stage)).toEqual(['1 sent', '1 delivered']);
    expect(stage.store.load().outbox).toEqual([]);
  });

  test('that is not confirmed is sent again after a reconnect and after a restart, in order', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    send(stage, friend, 'one', 'two', 'three');
    expect(said(friend.heard())).toEqual(['1 one', '2 two', '3 three']);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 1`);
    friend.vanish();
    send(stage, friend, 'four');
    stage.pass(3000);
    friend.meet();
    expect(said(friend.heard())).toEqual(['2 two', '3 three', '4 four']);
    stage.restart();
    stage.online();
    stage.pass(3000);
    friend.meet();
    expect(said(friend.heard())).toEqual(['2 two', '3 three', '4 four']);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 4`);
    expect(stage.store.load().outbox).toEqual([]);
  });

  test('is confirmed by the receipt of any later one', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    send(stage, friend, 'one', 'two', 'three');
    friend.say(`delivery_ok ${epochOf(stage, friend)} 2`);
    const states = ['1 sent', '2 sent', '3 sent', '1 delivered', '2 delivered'];
    expect(statesOf(stage)).toEqual(states);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 2`, `delivery_ok ${epochOf(stage, friend)} 1`);
    expect(statesOf(stage)).toEqual(states);
  });

  test('is not confirmed by a receipt for another outbox, nor for a number never sent', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    send(stage, friend, 'one');
    friend.say('delivery_ok 00112233445566778899aabbccddeeff 1');
    expect(stage.of('violation')).toEqual([]);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 2`);
    expect(stage.of('violation')).toHaveLength(1);
    expect(statesOf(stage)).toEqual(['1 sent']);
    expect(stage.store.load().outbox).toHaveLength(1);
  });

  test('waits while 512 of them, or 1 Mi characters, are on the way without a receipt', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    for (let at = 1; at <= 600; at++) send(stage, friend, `${at}`);
    expect(said(friend.heard())).toHaveLength(512);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 100`);
    expect(said(friend.heard())).toHaveLength(88);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 600`);
    for (let at = 0; at < 4; at++) send(stage, friend, 'x'.repeat(400_000));
    expect(said(friend.heard())).toHaveLength(3);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 601`);
    expect(said(friend.heard())).toHaveLength(1);
  });

  test('waits while the connection is full, and goes when it has room', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.put({ type: 'congested', link: friend.out });
    send(stage, friend, 'one', 'two');
    expect(said(friend.heard())).toEqual([]);
    stage.put({ type: 'drained', link: friend.out });
    expect(said(friend.heard())).toEqual(['1 one', '2 two']);
  });

  test('and all before it are refused once 10,000 wait', () => {
    const stage = new Stage();
    const friend = new Friend(stage).added();
    for (let at = 0; at < OUTBOX_TEXTS; at++) stage.do({ type: 'send', id: friend.id, text: 'x' });
    expect(stage.do({ type: 'send', id: friend.id, text: 'x' })).toMatchObject({ code: 'outbox_full' });
  });

  test('is kept after its receipt only where the history is on, and goes when that is turned off', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.do({ type: 'keep_history', id: friend.id, keep: true });
    send(stage, friend, 'kept');
    friend.say(`delivery_ok ${epochOf(stage, friend)} 1`);
    const history = () =>
      stage.store.history(friend.id, { limit: 10 }).map(({ text, state }) => [text, state]);
    expect(history()).toEqual([['kept', 'delivered']]);
    stage.do({ type: 'keep_history', id: friend.id, keep: false });
    expect(history()).toEqual([]);
    send(stage, friend, 'not kept');
    friend.say(`delivery_ok ${epochOf(stage, friend)} 2`);
    expect(history()).toEqual([]);
  });

  test('is waiting, then sent, then delivered, and waiting again when the session ends before', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    const shown = () =>
      stage.store.history(friend.id, { limit: 9 }).map((message) => stage.engine.shown(message).state);
    stage.put({ type: 'congested', link: friend.out });
    send(stage, friend, 'one', 'two');
    expect(shown()).toEqual(['waiting', 'waiting']);
    stage.put({ type: 'drained', link: friend.out });
    expect(shown()).toEqual(['sent', 'sent']);
    friend.say(`delivery_ok ${epochOf(stage, friend)} 1`);
    friend.vanish();
    expect(shown()).toEqual(['waiting']);
    expect(statesOf(stage)).toEqual(['1 sent', '2 sent', '1 delivered', '2 waiting']);
  });

  test('is not numbered by who looks like a client of old', () => {
    const stage = new Stage();
    stage.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'legacy' } });
    const friend = acquainted(stage);
    friend.heard();
    send(stage, friend, 'hi');
    expect(friend.heard()).toEqual(['message hi']);
  });
});

describe('a text that waited in a store before it was restored', () => {
  const OLD = 'e1';

  function restoredStage(): { stage: Stage; friend: Friend } {
    const stage = new Stage();
    const friend = new Friend(stage.online()).added();
    const numbering = { contact: friend.id, outEpoch: '', nextSeq: 1, inEpoch: null, inSeq: 0 };
    stage.store.apply([
      { type: 'numbering', numbering },
      ...[4, 5].map((seq) => ({
        type: 'message' as const,
        seq,
        epoch: OLD,
        message: {
          contact: friend.id,
          key: seq,
          direction: 'out' as const,
          at: 0,
          text: `old ${seq}`,
          state: 'waiting' as const,
        },
      })),
    ]);
    stage.restart();
    stage.online();
    stage.pass(3000);
    friend.meet();
    return { stage, friend };
  }

  test('goes under its old number, and no other before it is confirmed', () => {
    const { stage, friend } = restoredStage();
    send(stage, friend, 'new');
    const epoch = epochOf(stage, friend);
    expect(friend.heard().filter((line) => line.startsWith('delivery_message'))).toEqual([
      `delivery_message ${OLD} 4 old 4`,
      `delivery_message ${OLD} 5 old 5`,
    ]);
    friend.say(`delivery_ok ${OLD} 4`);
    expect(said(friend.heard())).toEqual([]);
    friend.say(`delivery_ok ${OLD} 5`);
    expect(friend.heard()).toContain(`delivery_message ${epoch} 1 new`);
    friend.say(`delivery_ok ${epoch} 1`);
    expect(stage.store.load().outbox).toEqual([]);
    expect(stage.of('violation')).toEqual([]);
  });

  test('is confirmed by a receipt for what was sent after the copy was made, which is no offence', () => {
    const { stage, friend } = restoredStage();
    friend.say(`delivery_ok ${OLD} 99`);
    expect(statesOf(stage)).toEqual(['4 sent', '5 sent', '4 delivered', '5 delivered']);
    expect(stage.of('violation')).toEqual([]);
  });
});
