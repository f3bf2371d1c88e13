import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/engine/io/command.ts';
import type { Contact, Settings } from '../../src/model.ts';
import type { Resident } from '../../src/testing/world/resident.ts';
import { World } from '../../src/testing/world/world.ts';

const MINUTE = 60_000;
const SEEDS = Array.from({ length: 10 }, (_, at) => at + 1);

interface Pair {
  readonly world: World;
  readonly alice: Resident;
  readonly bob: Resident;
  /** Lets virtual milliseconds pass. */
  readonly pass: (milliseconds: number) => void;
}

/** Two clients that are up and know nothing of each other; dials take up to 3 s, a line up to 0.65 s. */
function pair(seed: number, settings: Partial<Settings> = {}): Pair {
  const world = new World({ seed, clients: 2, failing: 0 });
  const [alice, bob] = world.residents as [Resident, Resident];
  const pass = (milliseconds: number) => void world.run(world.time + milliseconds);
  for (const resident of [alice, bob]) {
    resident.start();
    resident.command({
      type: 'settings',
      settings: { strangers: 'accept', looksLike: 'torchat', ...settings },
    });
  }
  pass(10_000);
  return { world, alice, bob, pass };
}

function sees(one: Resident, other: Resident): string | undefined {
  return one.run?.engine.contact(other.id)?.presence;
}

/** Virtual milliseconds until both see each other online, within five minutes. */
function meeting({ world, alice, bob, pass }: Pair): number {
  const since = world.time;
  while (world.time - since < 5 * MINUTE) {
    if (sees(alice, bob) === 'available' && sees(bob, alice) === 'available') return world.time - since;
    pass(100);
  }
  return Number.POSITIVE_INFINITY;
}

function add(one: Resident, other: Resident): void {
  one.command({ type: 'add', id: other.id });
}

function say(one: Resident, other: Resident, ...texts: readonly string[]): void {
  for (const text of texts) one.command({ type: 'send', id: other.id, text });
}

/** The texts of `from` that `to` keeps unread. */
function got(to: Resident, from: Resident): string[] {
  return to.store
    .history(from.id, { limit: 1000 })
    .filter(({ direction }) => direction === 'in')
    .map(({ text }) => text);
}

function contactOf(one: Resident, other: Resident): Contact | null | undefined {
  return one.run?.engine.contact(other.id);
}

describe.each(SEEDS)('seed %i', (seed) => {
  test('first contact: both are online after two dials and a few round trips', () => {
    const both = pair(seed);
    add(both.alice, both.bob);
    expect(meeting(both)).toBeLessThan(11_000);
    expect(contactOf(both.bob, both.alice)?.relation).toBe('listed');
  });

  test('both add each other at the same moment', () => {
    const both = pair(seed);
    add(both.alice, both.bob);
    add(both.bob, both.alice);
    expect(meeting(both)).toBeLessThan(8000);
  });

  test('a request waits for its answer; accepted, texts flow both ways', () => {
    const both = pair(seed, { strangers: 'ask' });
    const { alice, bob, pass } = both;
    add(alice, bob);
    say(alice, bob, 'it is me');
    pass(20_000);
    expect(contactOf(bob, alice)?.relation).toBe('request');
    expect(got(bob, alice)).toEqual(['it is me']);
    add(bob, alice);
    say(bob, alice, 'hello');
    pass(5000);
    expect(got(alice, bob)).toEqual(['hello']);
  });

  test('a client that looks like 0.9.9.553 gets and sends every text all the same', () => {
    const both = pair(seed, { looksLike: 'legacy' });
    const { alice, bob, pass } = both;
    add(alice, bob);
    say(alice, bob, 'before');
    meeting(both);
    say(alice, bob, 'after');
    say(bob, alice, 'too');
    pass(5000);
    expect(got(bob, alice)).toEqual(['[delayed] before', 'after']);
    expect(got(alice, bob)).toEqual(['too']);
  });

  test('one restarts: both are online again soon, and what was said meanwhile arrives once', () => {
    const both = pair(seed);
    const { alice, bob, pass } = both;
    add(alice, bob);
    meeting(both);
    bob.crash();
    say(alice, bob, 'one', 'two');
    pass(1000);
    bob.start();
    pass(9000);
    expect(meeting(both)).toBeLessThan(MINUTE);
    pass(5000);
    expect(got(bob, alice)).toEqual(['one', 'two']);
    expect(contactOf(alice, bob)).toMatchObject({ waiting: 0 });
  });

  test('one loses its network for a while', () => {
    const both = pair(seed);
    add(both.alice, both.bob);
    meeting(both);
    both.bob.run?.outage(30_000);
    both.pass(40_000);
    expect(meeting(both)).toBeLessThan(MINUTE);
  });

  test('removed and added again they are as at first', () => {
    const both = pair(seed);
    const { alice, bob, pass } = both;
    add(alice, bob);
    meeting(both);
    const remove: Command = { type: 'remove', id: bob.id };
    alice.command(remove);
    pass(5000);
    expect(contactOf(bob, alice)?.removedUs).toBe(true);
    expect(contactOf(alice, bob)).toBeNull();
    add(alice, bob);
    expect(meeting(both)).toBeLessThan(MINUTE);
    expect(contactOf(bob, alice)?.removedUs).toBe(false);
    say(alice, bob, 'again');
    pass(5000);
    expect(got(bob, alice)).toEqual(['again']);
  });
});

test('two idle clients exchange little more than a status each 90 s', () => {
  const both = pair(1);
  add(both.alice, both.bob);
  meeting(both);
  both.pass(MINUTE);
  const before = both.world.witness.inputs;
  both.pass(60 * MINUTE);
  // Keep-alives to each other and to oneself, the round trip of the latter, and few looks at limits.
  expect(both.world.witness.inputs - before).toBeLessThan(2 * 60 * 9);
});
