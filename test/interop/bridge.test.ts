import { writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES } from './cases/all.ts';
import { bothOnline, type Pair } from './cases/pair.ts';
import { findLegacy, LEGACY } from './legacy/find.ts';
import { type Loopback, loopback } from './support/loopback.ts';

const STDERR = 2;

const found = findLegacy(LEGACY);
if (found.ok) {
  for (const adds of ['ours', 'theirs'] as const) life(found, adds);
  betweenBridges(found);
} else {
  writeSync(STDERR, `interop with ${LEGACY.version} behind the bridge skipped: ${found.reason}\n`);
  test.skip(`TorChat ${LEGACY.version} behind the bridge: ${found.reason}`);
}

/** Neither of them knows that anything stands between. */
function betweenBridges(client: Parameters<Loopback['bridged']>[0]): void {
  test(`two TorChat ${LEGACY.version}, each behind a bridge: both online, texts both ways`, async () => {
    await using world = await loopback();
    const [ann, bob] = await Promise.all([world.bridged(client, 'ann'), world.bridged(client, 'bob')]);
    ann.say('add', bob.id);
    await bothOnline({ ours: ann, theirs: bob });
    const text = `ping ${bob.id.slice(0, 16)} \\ \\n\nüñí 🧅`;
    ann.text(bob, text);
    bob.text(ann, text);
    expect([await bob.take(ann, 1), await ann.take(bob, 1)]).toEqual([[text], [text]]);
  });
}

/** One life of two clients, told in order: ours has an id of today, theirs knows only aliases. */
function life(client: Parameters<Loopback['bridged']>[0], adds: 'ours' | 'theirs'): void {
  describe(`TorChat ${LEGACY.version} behind the bridge, ${adds === 'ours' ? 'we add it' : 'it adds us'}`, () => {
    let world: Loopback;
    let pair: Pair;

    beforeAll(async () => {
      world = await loopback();
      const [ours, theirs] = await Promise.all([world.ours(56), world.bridged(client)]);
      pair = {
        ours,
        theirs,
        ...(adds === 'ours' ? { adds: ours, added: theirs } : { adds: theirs, added: ours }),
      };
    });

    afterAll(() => world[Symbol.asyncDispose]());

    for (const { name, run } of CASES) test(name, () => run(pair));
  });
}
