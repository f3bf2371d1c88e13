import { describe, expect, test } from 'vitest';
import type { LinkId } from '../../../src/engine/io/keys.ts';
import { TWIN_AGAIN, TWIN_PATIENCE } from '../../../src/engine/timing.ts';
import { twinKeyOf } from '../../../src/engine/twin/proof.ts';
import { Friend } from '../friend.ts';
import { idOf, Stage } from '../stage.ts';
import { lookOf, machine, reaches, settled, twinOf } from './machine.ts';

describe('taking over', () => {
  test('the other machine gives way, and only then this one publishes', () => {
    const old = settled('desktop');
    const bob = new Friend(old);
    old.pass(1000);
    bob.takeDial();
    const fresh = machine('laptop', { takeOver: true });
    reaches(fresh, old);
    expect(old.service).toEqual(['publish', 'withdraw']);
    expect(twinOf(old)).toBe('laptop');
    expect(fresh.service).toEqual(['publish']);
    // Its connections end, so that contacts turn to the one that is left.
    expect(old.closed).toContain(bob.out);
    old.pass(30_000);
    expect(old.dialsOf(idOf(1))).toHaveLength(1);
  });

  test('a machine that does not answer is taken over from all the same: the user said so', () => {
    const fresh = machine('laptop', { takeOver: true });
    fresh.put({ type: 'connected', link: lookOf(fresh) });
    fresh.pass(TWIN_PATIENCE + 100);
    expect(fresh.service).toEqual(['publish']);
  });

  test('it can be said later, and takes effect at once', () => {
    const old = settled('desktop');
    const fresh = machine('laptop');
    reaches(fresh, old);
    expect(fresh.do({ type: 'take_over' }).ok).toBe(true);
    reaches(fresh, old);
    expect([fresh.service, old.service]).toEqual([['publish'], ['publish', 'withdraw']]);
  });

  test('the last word counts: who gave way does not take over again by itself', () => {
    const old = settled('desktop', { takeOver: true });
    const fresh = machine('laptop', { takeOver: true });
    reaches(fresh, old);
    fresh.put({ type: 'published' });
    old.pass(2 * TWIN_AGAIN);
    reaches(old, fresh);
    expect(fresh.service).toEqual(['publish']);
    expect(twinOf(old)).toBe('laptop');
  });

  test('where somebody else holds the key there is nothing to take over', () => {
    expect(new Stage().do({ type: 'take_over' })).toMatchObject({ ok: false, code: 'bad_request' });
  });
});

describe('strangers', () => {
  test('a hello without the key is closed, unanswered and untold', () => {
    const stage = settled('laptop');
    const link = stage.accept();
    stage.say(link, `twin_hello ${'ab'.repeat(16)} ${'cd'.repeat(32)} evil`);
    expect(stage.heard(link)).toEqual([]);
    expect(stage.closed).toContain(link);
    expect(stage.of('twin_asked')).toEqual([]);
  });

  test('nor is one of another account of ours', () => {
    const stage = settled('laptop');
    const other = machine('desktop', { key: twinKeyOf(new Uint8Array(64).fill(6)) });
    reaches(other, stage);
    expect(stage.of('twin_asked')).toEqual([]);
    // Whoever it reached, it was not itself.
    expect(other.service).toEqual([]);
  });

  test('nobody can make it give way: not without a hello, not with a wrong proof, not with an old one', () => {
    const stage = settled('laptop');
    for (const lines of [[`twin_yield ${'ab'.repeat(32)}`], wronglyProven(stage)]) {
      const link = stage.accept();
      stage.say(link, ...lines);
    }
    expect(stage.service).toEqual(['publish']);
  });

  test('what was recorded of another machine opens nothing a second time', () => {
    const stage = settled('laptop');
    const { into, hello, yields } = takesOver(stage);
    const said = [...hello, ...yields];
    expect(said.map((line) => line.split(' ')[0])).toEqual(['twin_hello', 'twin_yield']);
    stage.close(into);
    stage.say(stage.accept(), ...said);
    expect(stage.service).toEqual(['publish']);
  });
});

interface TakeOver {
  readonly into: LinkId;
  readonly hello: readonly string[];
  /** Was not said yet. */
  readonly yields: readonly string[];
}

/** A machine with the key says hello to the stage, and knows now what it has to say to be given way. */
function takesOver(stage: Stage): TakeOver {
  const other = machine('desktop', { takeOver: true });
  const out = lookOf(other);
  other.put({ type: 'connected', link: out });
  const into = stage.accept();
  const hello = other.heard(out);
  stage.say(into, ...hello);
  other.say(out, ...stage.heard(into));
  return { into, hello, yields: other.heard(out) };
}

/** Lines of a machine with the key, the last one changed. */
function wronglyProven(stage: Stage): string[] {
  const { hello, yields } = takesOver(stage);
  return [...hello, ...yields.map((line) => line.replace(/.$/u, 'x'))];
}
