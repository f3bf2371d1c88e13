import { beforeEach, describe, expect, test } from 'vitest';
import { commandOf } from './latin1.ts';
import { Pair, type Passing } from './pair.ts';

/** Takes the seal out of what both sides say they support, and whatever of it comes all the same. */
function strips({ text }: Passing): readonly string[] {
  const command = commandOf(text);
  if (command === 'supports') return [text.replace(' seal', '')];
  return command.startsWith('seal') ? [] : [text];
}

let pair: Pair;
beforeEach(() => {
  pair = new Pair().meet();
});

describe('two who are pinned, when somebody takes the seal out of the way', () => {
  beforeEach(() => {
    pair.cutAll();
    pair.between = strips;
    pair.a.say('the plan');
    pair.pass(60_000);
  });

  test('hold what they have to say, and show why', () => {
    expect(pair.b.got).toEqual([]);
    expect(pair.a.view).toMatchObject({ seal: 'held', presence: 'handshake', waiting: 1 });
    expect(pair.b.view).toMatchObject({ seal: 'held', presence: 'handshake' });
    expect(pair.a.of('seal').at(-1)).toEqual({ type: 'seal', id: pair.b.id, seal: 'held' });
  });

  test('tell him nothing of themselves, and believe nothing he says', () => {
    pair.seen.length = 0;
    const before = pair.a.view;
    for (const line of [
      'profile_name Mallory',
      'add_me ',
      'message hello',
      'delivery_message e 1 hello',
      'remove_me ',
      'filename 1 10 8192 a.txt',
      'status away',
    ])
      pair.deliver(pair.a, pair.b, line);
    pair.deliver(pair.a, pair.a, 'filename 1 10 8192 a.txt');
    pair.settle();
    expect(pair.a.got).toEqual([]);
    expect(pair.a.of('file_offer')).toEqual([]);
    expect(pair.a.view).toMatchObject({ removedUs: false, profile: before.profile, presence: 'handshake' });
    expect(pair.seen.map(({ text }) => text)).toEqual([]);
  });

  test('go on by themselves once he is gone', () => {
    pair.between = ({ text }) => [text];
    pair.pass(600_000);
    expect(pair.b.got).toEqual(['the plan']);
    expect(pair.a.view.seal).toBe('sealed');
  });

  test('talk unsealed when both users accept it, for that session only', () => {
    expect(pair.a.do({ type: 'seal', id: pair.b.id, choice: 'accept_once' })).toEqual({ ok: true });
    pair.pass(1000);
    expect(pair.b.got).toEqual([]);
    pair.b.do({ type: 'seal', id: pair.a.id, choice: 'accept_once' });
    pair.pass(1000);
    expect(pair.b.got).toEqual(['the plan']);
    expect(pair.a.view).toMatchObject({ seal: 'accepted', pinned: true, presence: 'available' });
    pair.cutAll();
    pair.a.say('and more');
    pair.pass(60_000);
    expect(pair.a.view).toMatchObject({ seal: 'held', waiting: 1 });
    expect(pair.b.got).toEqual(['the plan']);
  });

  test('talk unsealed from now on when both users unpin, and pin again with the next seal', () => {
    pair.a.do({ type: 'seal', id: pair.b.id, choice: 'unpin' });
    pair.b.do({ type: 'seal', id: pair.a.id, choice: 'unpin' });
    pair.pass(1000);
    expect(pair.b.got).toEqual(['the plan']);
    expect(pair.a.view).toMatchObject({ seal: 'none', pinned: false });
    pair.cutAll();
    pair.pass(60_000);
    expect(pair.a.view).toMatchObject({ seal: 'none', presence: 'available' });
    pair.between = ({ text }) => [text];
    pair.cutAll();
    pair.pass(60_000);
    expect(pair.a.view).toMatchObject({ seal: 'sealed', pinned: true });
  });

  test('stay held over a restart', () => {
    pair.a.restart();
    pair.pass(60_000);
    expect(pair.a.view).toMatchObject({ seal: 'held', waiting: 1, pinned: true });
    expect(pair.b.got).toEqual([]);
  });
});

test.each([
  ['seal_hello', 'it offers the seal and does not complete it'],
  ['seal_proof', 'it seals before the seal is made'],
])('a %s that never comes ends the session, and is never gone on without', (lost, what) => {
  pair = new Pair();
  pair.between = ({ text }) => (commandOf(text) === lost ? [] : [text]);
  pair.meet();
  pair.a.say('the plan');
  pair.pass(20 * 60_000);
  expect(pair.a.violations).toContain(what);
  expect(pair.a.of('presence').map(({ presence }) => presence)).not.toContain('available');
  expect(pair.b.got).toEqual([]);
});

test('other extensions than those that were said are found out', () => {
  pair.cutAll();
  pair.between = ({ text }) => [commandOf(text) === 'supports' ? 'supports seal' : text];
  pair.pass(60_000);
  expect(pair.b.view.presence).not.toBe('available');
  expect(pair.b.violations.some((what) => what.startsWith('its seal is not that of its ID'))).toBe(true);
});

test('a pinned contact of whom nothing more is heard is held, too', () => {
  pair.cutAll();
  pair.between = (passing) => (commandOf(passing.text) === 'supports' ? [] : strips(passing));
  pair.pass(120_000);
  expect(pair.a.view.seal).toBe('held');
});

test('a contact that was never sealed is not asked about', () => {
  const plain = new Pair({}, { seals: false }).meet();
  expect(plain.a.do({ type: 'seal', id: plain.b.id, choice: 'unpin' })).toMatchObject({ ok: false });
  expect(plain.a.do({ type: 'seal', id: plain.b.id, choice: 'accept_once' })).toMatchObject({ ok: false });
});

test('whoever takes on the look of the old client is held by those who know it, and holds them', () => {
  pair.b.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'legacy' } });
  pair.cutAll();
  pair.a.say('the plan');
  pair.pass(120_000);
  expect(pair.a.view).toMatchObject({ seal: 'held', waiting: 1 });
  expect(pair.b.view.seal).toBe('held');
  expect(pair.b.got).toEqual([]);
});
