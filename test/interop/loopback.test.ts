import { writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { CASES } from './cases/all.ts';
import type { Pair } from './cases/pair.ts';
import { findLegacy, LEGACY, LEGACY555, type LegacyClient } from './legacy/find.ts';
import { type Loopback, loopback } from './support/loopback.ts';

const STDERR = 2;

for (const client of [LEGACY, LEGACY555]) {
  const found = findLegacy(client);
  if (found.ok) for (const adds of ['ours', 'theirs'] as const) life(client, found, adds);
  else {
    writeSync(STDERR, `interop with ${client.version} skipped: ${found.reason}\n`);
    test.skip(`TorChat ${client.version}: ${found.reason}`);
  }
}

/** One life of two clients, told in order; the lives run side by side, since they mostly wait. */
function life(client: LegacyClient, found: Parameters<Loopback['legacy']>[1], adds: 'ours' | 'theirs'): void {
  describe.concurrent(`TorChat ${client.version}, ${adds === 'ours' ? 'we add it' : 'it adds us'}`, () => {
    let world: Loopback;
    let pair: Pair;

    beforeAll(async () => {
      world = await loopback();
      const [ours, theirs] = await Promise.all([
        world.ours(client.idLength),
        world.legacy(client.idLength, found),
      ]);
      pair = {
        ours,
        theirs,
        ...(adds === 'ours' ? { adds: ours, added: theirs } : { adds: theirs, added: ours }),
      };
    });

    afterAll(() => world[Symbol.asyncDispose]());

    for (const { name, run } of CASES) test(name, { concurrent: false }, () => run(pair));
  });
}
