// One life of two clients as tests, told in order: each case goes on where the one before it ended.
import { writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { CASES } from '../cases/all.ts';
import type { Pair } from '../cases/pair.ts';
import { type Found, findLegacy, findSource } from '@torchat/simulator/legacy';
import type { CaseLabel } from '../report/result.ts';
import type { Other } from './others.ts';
import type { Party } from './party.ts';
import type { World, WorldName } from './world.ts';

const STDERR = 2;

/** Both lives with the other: we add it, it adds us. They run side by side with all others of the file, since they mostly wait. */
export function lives(other: Other, name: WorldName, open: () => Promise<World>): void {
  const found = whatIsThere(other, name);
  if (!found.ok) writeSync(STDERR, `interop with ${other.label} over ${name} skipped: ${found.reason}\n`);
  for (const direction of ['we add it', 'it adds us'] as const)
    describe.concurrent(`TorChat ${other.label} over ${name}, ${direction}`, { skip: !found.ok }, () => {
      life(other, direction, name, open);
    });
}

function whatIsThere({ client }: Other, name: WorldName): Found<object> {
  if (client === null) return { ok: true };
  return name === 'containers' ? findSource(client) : findLegacy(client);
}

function life(
  other: Other,
  direction: 'we add it' | 'it adds us',
  world: WorldName,
  open: () => Promise<World>,
): void {
  let opened: World | null = null;
  let pair: Pair;

  beforeAll(async () => {
    opened = await open();
    const [ours, theirs] = await Promise.all([opened.ours(other.idLength), other.enter(opened)]);
    const [adds, added] = direction === 'we add it' ? [ours, theirs] : [theirs, ours];
    const clears = (party: Party): boolean => party === ours || (other.client?.tellsOfEmptyProfile ?? true);
    pair = { ours, theirs, adds, added, clears };
  });

  afterAll(() => opened?.[Symbol.asyncDispose]());

  for (const { name, run } of CASES) {
    const interop: CaseLabel = { case: name, client: other.label, direction, world };
    test(name, { concurrent: false, meta: { interop } }, () => run(pair));
  }
}
