import { describe, expect, test } from 'vitest';
import { commandOf } from './latin1.ts';
import { Pair } from './pair.ts';

const IN_THE_OPEN = new Set(['ping', 'pong', 'client', 'version', 'supports', 'seal_hello', 'seal_proof']);

describe('two who hold their keys', () => {
  test('are sealed, pinned and online, and accuse nobody', () => {
    const { a, b } = new Pair().meet();
    for (const person of [a, b]) {
      expect(person.view).toMatchObject({ presence: 'available', seal: 'sealed', pinned: true });
      expect(person.violations).toEqual([]);
    }
  });

  test('exchange texts in both directions under the seal alone', () => {
    const pair = new Pair().meet();
    pair.a.say('from a');
    pair.b.say('from b');
    expect(pair.b.got).toEqual(['from a']);
    expect(pair.a.got).toEqual(['from b']);
    expect(pair.a.of('message_state').at(-1)?.state).toBe('delivered');
    const open = pair.seen.filter(
      ({ text }) => /message|delivery/u.test(text) && commandOf(text) !== 'supports',
    );
    expect(open).toEqual([]);
  });

  test('say nothing unsealed after their proofs, on either connection', () => {
    const pair = new Pair().meet();
    pair.a.say('a text');
    pair.pass(300_000);
    for (const person of [pair.a, pair.b]) {
      const commands = pair.commands(person);
      const after = commands.slice(commands.indexOf('seal_proof') + 1);
      expect(after.length).toBeGreaterThan(5);
      expect(new Set(after)).toEqual(new Set(['sealed']));
    }
  });

  test('say of themselves only under the seal, once they are pinned', () => {
    const pair = new Pair();
    pair.a.do({ type: 'profile', profile: { name: 'Ann', text: 'on a boat' } });
    pair.meet();
    pair.seen.length = 0;
    pair.cutAll();
    pair.pass(60_000);
    expect(pair.a.view.seal).toBe('sealed');
    const open = new Set(pair.seen.map(({ text }) => commandOf(text)));
    open.delete('sealed');
    expect([...open].every((command) => IN_THE_OPEN.has(command))).toBe(true);
    expect(pair.b.view.profile).toEqual({ name: 'Ann', text: 'on a boat' });
  });

  test('make other keys for every pair of connections', () => {
    const pair = new Pair().meet();
    const hellos = () =>
      pair.seen.filter(({ text }) => commandOf(text) === 'seal_hello').map(({ text }) => text);
    pair.cutAll();
    pair.pass(60_000);
    expect(hellos()).toHaveLength(4);
    expect(new Set(hellos()).size).toBe(4);
  });

  test('stay pinned when the program ends and starts again', () => {
    const pair = new Pair().meet();
    pair.a.restart();
    expect(pair.a.view).toMatchObject({ pinned: true, seal: 'pinned' });
    pair.pass(60_000);
    expect(pair.a.view.seal).toBe('sealed');
    expect(pair.b.view.seal).toBe('sealed');
  });

  test('go on sealed when keys have moved on many times', { timeout: 30_000 }, () => {
    const pair = new Pair().meet();
    for (let number = 0; number < 2500; number++) pair.a.say(`text ${number}`);
    expect(pair.b.got).toHaveLength(2500);
    expect(pair.b.got.at(-1)).toBe('text 2499');
    expect(pair.b.violations).toEqual([]);
  });
});

describe('no seal line', () => {
  const SEAL_LINES = /^(?:seal_|sealed)/u;
  test.each([
    ['that does not hold its key', { seals: false }],
    ['whose id is of the old kind', { seals: false, oldId: true }],
  ])('reaches one %s, and both are online without', (_, options) => {
    const pair = new Pair({}, options).meet();
    pair.a.say('hello');
    expect(pair.b.got).toEqual(['hello']);
    expect(pair.seen.filter(({ text }) => SEAL_LINES.test(text))).toEqual([]);
    expect(pair.a.view).toMatchObject({ presence: 'available', seal: 'none', pinned: false });
  });

  test('reaches one who looks like the old client', () => {
    const pair = new Pair();
    pair.b.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'legacy' } });
    pair.meet();
    expect(pair.seen.filter(({ text }) => SEAL_LINES.test(text))).toEqual([]);
    expect(pair.a.view.presence).toBe('available');
  });
});
