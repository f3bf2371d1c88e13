import { describe, expect, test } from 'vitest';
import {
  TWIN_ABSENCE,
  TWIN_AGAIN,
  TWIN_CHECK,
  TWIN_FIRST_CHECK,
  TWIN_PATIENCE,
} from '../../../src/engine/timing.ts';
import { idOf, OWN } from '../stage.ts';
import { failLook, lookOf, machine, reaches, settled, twinOf } from './machine.ts';

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
