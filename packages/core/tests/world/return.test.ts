import { describe, expect, test } from 'vitest';
import type { Resident } from '../../src/testing/world/resident.ts';
import { World } from '../../src/testing/world/world.ts';

const MINUTE = 60_000;
const FRIENDS = 6;

/** Alice's account, her friends, and one whom she removes before she loses everything. */
interface Circle {
  readonly world: World;
  readonly alice: Resident;
  readonly friends: readonly Resident[];
  readonly removed: Resident;
  readonly pass: (milliseconds: number) => void;
}

function nameOf(at: number): string {
  return `friend number ${at}, as Alice calls it`;
}

/** They have met, in a storm of failing dials and crashes, and everybody holds the newest voucher. */
function circle(seed: number): Circle {
  const world = new World({ seed, clients: FRIENDS + 2, failing: 0.3 });
  const [alice, removed, ...friends] = world.residents as [Resident, Resident, ...Resident[]];
  const pass = (milliseconds: number) => void world.run(world.time + milliseconds);
  for (const resident of world.residents) {
    resident.start();
    const strangers = resident === alice ? 'ask' : 'accept';
    resident.command({ type: 'settings', settings: { strangers, looksLike: 'torchat' } });
  }
  pass(MINUTE);
  alice.command({ type: 'add', id: removed.id, name: 'once a friend' });
  for (const [at, friend] of friends.entries())
    alice.command({ type: 'add', id: friend.id, name: nameOf(at) });
  for (let round = 0; round < 5; round++) {
    crash(world, world.random.pick([alice, ...friends]));
    pass(4 * MINUTE);
  }
  return { world, alice, friends, removed, pass };
}

function crash(world: World, resident: Resident): void {
  resident.crash();
  world.agenda.after(world.random.between(1000, 30_000), () => {
    if (resident.run === null) resident.start();
  });
}

/** The removed one hears nothing of it: it was away. */
function removeWhileAway({ world, alice, removed, pass }: Circle): void {
  removed.crash();
  pass(6 * MINUTE);
  alice.command({ type: 'remove', id: removed.id });
  world.calm();
  pass(12 * MINUTE);
}

function loseEverything({ alice, pass }: Circle): void {
  alice.loseAll();
  pass(5000);
  alice.start();
  expect(alice.run?.engine.view().contacts).toEqual([]);
}

function listed(alice: Resident): Map<string, string> {
  const contacts = alice.run?.engine.view().contacts ?? [];
  return new Map(contacts.filter(({ relation }) => relation === 'listed').map(({ id, name }) => [id, name]));
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', (seed) => {
  test('everybody is back under the old name, and the removed one is not', () => {
    const all = circle(seed);
    removeWhileAway(all);
    loseEverything(all);
    const { alice, friends, removed, pass } = all;
    // It comes back first, before any honest voucher was seen: that may bring it back for the moment.
    removed.start();
    pass(20 * MINUTE);
    const back = listed(alice);
    for (const [at, friend] of friends.entries()) expect(back.get(friend.id)).toBe(nameOf(at));
    expect(back.has(removed.id)).toBe(false);
    expect(all.world.witness.violations).toEqual([]);
    expect([...all.world.witness.brokenRules]).toEqual([]);
  });

  test('once an honest voucher was seen, the removed one is never on the list, whatever it tries', () => {
    const all = circle(seed);
    removeWhileAway(all);
    loseEverything(all);
    const { alice, friends, removed, world, pass } = all;
    pass(15 * MINUTE);
    expect(listed(alice).size).toBe(friends.length);
    for (let round = 0; round < 10; round++) {
      if (removed.run === null) removed.start();
      else crash(world, removed);
      crash(world, alice);
      for (let second = 0; second < 60; second++) {
        pass(1000);
        expect(listed(alice).has(removed.id)).toBe(false);
      }
    }
  });

  test('texts that waited for the lost account arrive in it', () => {
    const all = circle(seed);
    all.world.calm();
    all.pass(12 * MINUTE);
    const { alice, friends, pass } = all;
    alice.loseAll();
    const [friend] = friends as [Resident];
    for (let number = 1; number <= 40; number++)
      friend.command({ type: 'send', id: alice.id, text: `${number}` });
    alice.start();
    pass(15 * MINUTE);
    const texts = alice.store.history(friend.id, { limit: 100 }).map(({ text }) => text);
    expect(texts).toEqual(Array.from({ length: 40 }, (_, at) => `${at + 1}`));
  });
});
