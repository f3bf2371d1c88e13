import { describe, expect, test } from 'vitest';
import { acquainted } from './friend.ts';
import { Stage } from './stage.ts';

describe('a text of theirs', () => {
  test('is saved with its number in one go, then confirmed, and told once', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    const line = new TextEncoder().encode('delivery_message e1 1 hello');
    const outputs = [
      ...stage.put({ type: 'line', link: friend.in, line }),
      ...stage.put({ type: 'lines_done' }),
    ];
    expect(outputs.map((output) => (output.type === 'save' ? output.change.type : output.type))).toEqual([
      'numbering',
      'message',
      'event',
      'send',
    ]);
    expect(friend.heard()).toEqual(['delivery_ok e1 1']);
    friend.say('delivery_message e1 1 hello');
    expect(friend.heard()).toEqual(['delivery_ok e1 1']);
    expect(stage.of('message')).toHaveLength(1);
  });

  test('is known again after a restart', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('delivery_message e1 1 one', 'delivery_message e1 2 two');
    stage.restart();
    stage.online();
    stage.pass(3000);
    friend.meet();
    expect(friend.heard()).toContain('delivery_ok e1 2');
    friend.say('delivery_message e1 2 two', 'delivery_message e1 3 three');
    expect(stage.of('message').map(({ message }) => message.text)).toEqual(['one', 'two', 'three']);
  });

  test('and those that came with it are confirmed by one receipt', () => {
    const stage = new Stage();
    const [one, two] = [acquainted(stage, {}, 1), acquainted(stage, {}, 2)];
    [one, two].map((friend) => friend.heard());
    one.say('delivery_message e1 1 one', 'delivery_message e1 2 two', 'delivery_message e1 3 three');
    expect(one.heard()).toEqual(['delivery_ok e1 3']);
    two.say('delivery_message e2 1 one');
    expect([one.heard(), two.heard()]).toEqual([[], ['delivery_ok e2 1']]);
  });

  test('below the highest number is confirmed with the highest', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('delivery_message e1 5 five');
    friend.heard();
    friend.say('delivery_message e1 3 three');
    expect(friend.heard()).toEqual(['delivery_ok e1 5']);
    expect(stage.of('message')).toHaveLength(1);
  });

  test('of a new outbox is new whatever its number', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('delivery_message e1 5 five', 'delivery_message e2 1 one');
    expect(stage.of('message')).toHaveLength(2);
    expect(friend.heard().at(-1)).toBe('delivery_ok e2 1');
  });

  test('in the old form has its line ends made one', () => {
    const stage = new Stage();
    const friend = acquainted(stage, { supports: null });
    friend.say('message a\r\\nb\rc\vd\\ne');
    expect(stage.of('message')[0]?.message.text).toBe('a\nb\nc\nd\ne');
  });

  test('is unread until a screen took it, over a restart too, then gone', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say('message one', 'message two', 'message three');
    stage.restart();
    expect(stage.engine.contact(friend.id)?.unread).toBe(3);
    stage.do({ type: 'read', id: friend.id, upTo: 2 });
    expect(stage.engine.contact(friend.id)?.unread).toBe(1);
    expect(stage.store.history(friend.id, { limit: 10 }).map(({ text }) => text)).toEqual(['three']);
  });

  test('is kept after it was read where the history is on', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.do({ type: 'keep_history', id: friend.id, keep: true });
    friend.say('message one');
    stage.do({ type: 'read', id: friend.id, upTo: 1 });
    expect(stage.store.history(friend.id, { limit: 10 })[0]?.state).toBe('read');
  });

  test('beyond 20,000 unread is not kept, nor confirmed by a later one, and comes again when there is room', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    for (let at = 1; at <= 19_999; at++) friend.say('message x');
    friend.heard();
    friend.say('delivery_message e 1 the last', 'delivery_message e 2 one too many');
    expect(friend.heard()).toEqual(['delivery_ok e 1']);
    expect(stage.engine.contact(friend.id)?.unread).toBe(20_000);
    stage.do({ type: 'read', id: friend.id, upTo: 2 });
    // What is on its way would be taken for all before it.
    friend.say('delivery_message e 3 three');
    expect(friend.heard()).toEqual([]);
    stage.pass(3000);
    friend.meet();
    friend.say('delivery_message e 2 one too many', 'delivery_message e 3 three');
    expect(
      stage
        .of('message')
        .slice(-2)
        .map(({ message }) => message.text),
    ).toEqual(['one too many', 'three']);
  });
});

test('keys ascend over all contacts and restarts, and none is given twice', () => {
  const stage = new Stage();
  const [one, two] = [acquainted(stage, {}, 1), acquainted(stage, {}, 2)];
  one.say('message a');
  stage.do({ type: 'send', id: two.id, text: 'b' });
  stage.do({ type: 'read', id: one.id, upTo: 1 });
  stage.restart();
  stage.do({ type: 'send', id: one.id, text: 'c' });
  expect(stage.of('message').map(({ message }) => message.key)).toEqual([1, 2, 3]);
});
