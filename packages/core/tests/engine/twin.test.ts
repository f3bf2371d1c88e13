import { describe, expect, test } from 'vitest';
import type { DialFailure, LinkId } from '../../src/engine/io.ts';
import {
  TWIN_ABSENCE,
  TWIN_AGAIN,
  TWIN_CHECK,
  TWIN_FIRST_CHECK,
  TWIN_PATIENCE,
} from '../../src/engine/timing.ts';
import { twinKeyOf } from '../../src/engine/twin/proof.ts';
import { Friend } from './friend.ts';
import { idOf, OWN, Stage } from './stage.ts';

const KEY = twinKeyOf(new Uint8Array(64).fill(5));

/** A machine that runs the account, with one contact; its network is up. */
function machine(name: string, { takeOver = false, key = KEY } = {}): Stage {
  const stage = new Stage();
  // Two machines draw different numbers.
  stage.core.random.bytes(name.length);
  stage.twin = { key, machine: name, takeOver };
  stage.do({ type: 'add', id: idOf(1) });
  stage.restart();
  stage.dials.length = 0;
  stage.put({ type: 'network', up: true });
  return stage;
}

function lookOf(stage: Stage): LinkId {
  return stage.looks.at(-1) as LinkId;
}

function failLook(stage: Stage, reason: DialFailure): void {
  stage.put({ type: 'dial_failed', link: lookOf(stage), reason });
}

/** The look of one reaches the door of the other: every line arrives, and every end. */
function reaches(from: Stage, to: Stage): void {
  const out = lookOf(from);
  from.put({ type: 'connected', link: out });
  const into = to.accept();
  for (let round = 0; round < 5; round++) {
    const there = from.heard(out);
    if (!to.closed.has(into)) to.say(into, ...there);
    const back = to.heard(into);
    if (!from.closed.has(out)) from.say(out, ...back);
  }
  if (to.closed.has(into) && !from.closed.has(out)) from.close(out);
  if (from.closed.has(out) && !to.closed.has(into)) to.close(into);
}

/** It runs alone: looked, published, dials. */
function settled(name: string, options = {}): Stage {
  const stage = machine(name, options);
  failLook(stage, 'not_published');
  stage.put({ type: 'published' });
  return stage;
}

function twinOf(stage: Stage): string | undefined {
  return stage.engine.view().twin?.machine;
}

describe('before anything is published', () => {
  test('it looks, and nobody is dialled', () => {
    const stage = machine('laptop');
    expect(stage.looks).toHaveLength(1);
    stage.do({ type: 'dial', id: idOf(1) });
    stage.pass(TWIN_PATIENCE);
    expect(stage.service).toEqual([]);
    expect(stage.dials).toEqual([]);
  });

  test.each(['not_published', 'introduction_failed'] as const)(
    '%s: nobody is there, it publishes at once',
    (reason) => {
      const stage = machine('laptop');
      failLook(stage, reason);
      expect(stage.service).toEqual(['publish']);
      stage.put({ type: 'published' });
      stage.pass(1000);
      expect(stage.dialsOf(idOf(1))).toHaveLength(1);
    },
  );

  test.each(['timeout', 'rendezvous_failed', 'failed', 'bad_descriptor'] as const)(
    '%s says little: it looks once more, and is not stuck',
    (reason) => {
      const stage = machine('laptop');
      failLook(stage, reason);
      expect(stage.service).toEqual([]);
      expect(stage.looks).toHaveLength(2);
      failLook(stage, reason);
      expect(stage.service).toEqual(['publish']);
    },
  );

  test('a tor that is not there yet is no answer: it looks again, as often as it takes', () => {
    const stage = machine('laptop');
    for (let at = 1; at < 10; at++) {
      failLook(stage, 'tor_unavailable');
      stage.pass(10_000);
      expect(stage.looks).toHaveLength(at + 1);
    }
    expect(stage.service).toEqual([]);
  });

  test('a network that goes ends the look, and the one that comes begins another', () => {
    const stage = machine('laptop');
    stage.put({ type: 'network', up: false });
    expect(stage.closed).toContain(stage.looks[0]);
    stage.pass(60_000);
    expect(stage.looks).toHaveLength(1);
    stage.put({ type: 'network', up: true });
    failLook(stage, 'not_published');
    expect(stage.service).toEqual(['publish']);
  });

  test('a published machine of the same key answers with its name, and this one stays offline', () => {
    const old = settled('desktop');
    const fresh = machine('laptop');
    reaches(fresh, old);
    expect(twinOf(fresh)).toBe('desktop');
    expect(fresh.of('twin')).toEqual([{ type: 'twin', twin: { machine: 'desktop' } }]);
    expect(old.of('twin_asked')).toEqual([{ type: 'twin_asked', machine: 'laptop' }]);
    fresh.put({ type: 'published' });
    fresh.do({ type: 'dial', id: idOf(1) });
    fresh.pass(10_000);
    expect([fresh.service, fresh.dials]).toEqual([[], []]);
    expect([old.service, twinOf(old)]).toEqual([['publish'], undefined]);
  });

  test('when that one has ended it goes online by itself', () => {
    const fresh = machine('laptop');
    reaches(fresh, settled('desktop'));
    fresh.pass(2 * TWIN_AGAIN);
    expect(fresh.looks).toHaveLength(2);
    failLook(fresh, 'introduction_failed');
    expect(fresh.service).toEqual(['publish']);
    expect(fresh.of('twin').at(-1)).toEqual({ type: 'twin', twin: null });
  });

  test.each(['closes', 'is silent', 'talks nonsense'])(
    'somebody who %s is another machine, too: no older one answers',
    (how) => {
      const stage = machine('laptop');
      stage.put({ type: 'connected', link: lookOf(stage) });
      if (how === 'closes') stage.close(lookOf(stage));
      if (how === 'talks nonsense') stage.say(lookOf(stage), `ping ${OWN} 12`, 'twin_here a b desktop', 'x');
      stage.pass(TWIN_PATIENCE + 100);
      expect([stage.service, twinOf(stage)]).toEqual([[], '']);
    },
  );
});

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

describe('afterwards', () => {
  test('it looks soon, then now and then, and reaching itself is all it wants', () => {
    const stage = settled('laptop');
    stage.pass(TWIN_FIRST_CHECK);
    for (let at = 2; at < 6; at++) {
      expect(stage.looks).toHaveLength(at);
      reaches(stage, stage);
      stage.pass(2 * TWIN_CHECK);
    }
    expect([stage.service, twinOf(stage)]).toEqual([['publish'], undefined]);
  });

  test('reaching another machine withdraws the service and tells', () => {
    const first = settled('desktop');
    const second = settled('laptop');
    second.pass(TWIN_FIRST_CHECK);
    reaches(second, first);
    expect(second.service).toEqual(['publish', 'withdraw']);
    expect(twinOf(second)).toBe('desktop');
    expect(first.service).toEqual(['publish']);
  });

  test('a look that fails, or one or two without an answer, withdraw nothing; three do', () => {
    const stage = settled('laptop');
    stage.pass(TWIN_FIRST_CHECK);
    failLook(stage, 'timeout');
    stage.pass(2 * TWIN_CHECK);
    for (let at = 1; at <= 3; at++) {
      stage.put({ type: 'connected', link: lookOf(stage) });
      stage.close(lookOf(stage));
      expect(stage.service).toEqual(at < 3 ? ['publish'] : ['publish', 'withdraw']);
      stage.pass(10_000);
    }
    expect(twinOf(stage)).toBe('');
  });

  test('after a long absence it looks before it is published again, after a short one it is not even withdrawn', () => {
    const stage = settled('laptop');
    stage.put({ type: 'network', up: false });
    stage.pass(TWIN_ABSENCE / 2);
    stage.put({ type: 'network', up: true });
    expect(stage.service).toEqual(['publish']);
    stage.put({ type: 'network', up: false });
    stage.pass(TWIN_ABSENCE);
    expect(stage.service).toEqual(['publish', 'withdraw']);
    const looks = stage.looks.length;
    stage.put({ type: 'network', up: true });
    expect(stage.looks).toHaveLength(looks + 1);
    failLook(stage, 'introduction_failed');
    expect(stage.service).toEqual(['publish', 'withdraw', 'publish']);
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
    for (const lines of [
      [`twin_yield ${'ab'.repeat(32)}`],
      helloAndYield(stage, (proof) => proof.replace(/.$/u, 'x')),
    ]) {
      const link = stage.accept();
      stage.say(link, ...lines);
    }
    expect(stage.service).toEqual(['publish']);
  });

  test('what was recorded of another machine opens nothing a second time', () => {
    const stage = settled('laptop');
    const other = machine('desktop', { takeOver: true });
    const said: string[] = [];
    const out = lookOf(other);
    other.put({ type: 'connected', link: out });
    const into = stage.accept();
    const hello = other.heard(out);
    stage.say(into, ...hello);
    other.say(out, ...stage.heard(into));
    said.push(...hello, ...other.heard(out));
    expect(said.map((line) => line.split(' ')[0])).toEqual(['twin_hello', 'twin_yield']);
    stage.close(into);
    stage.say(stage.accept(), ...said);
    expect(stage.service).toEqual(['publish']);
  });
});

/** Lines of a machine with the key, the last one changed. */
function helloAndYield(stage: Stage, change: (proof: string) => string): string[] {
  const other = machine('desktop', { takeOver: true });
  const out = lookOf(other);
  other.put({ type: 'connected', link: out });
  const into = stage.accept();
  const hello = other.heard(out);
  stage.say(into, ...hello);
  other.say(out, ...stage.heard(into));
  return [...hello, ...other.heard(out).map(change)];
}
