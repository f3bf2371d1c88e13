import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SimResult } from '../../src/record/result.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { unfitFor } from '../../src/run/fit.ts';
import { memoryWorld } from '../../src/world/memory/memory-world.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');
const SEEDS = [1, 2];
/** Larger and longer ones are a matter of `npm run sim`. */
const MOST_CLIENTS = 16;
const LONGEST = 60 * 60_000;

const carried: string[] = [];
for (const file of await readdir(FOLDER)) {
  if (!file.endsWith('.yaml')) continue;
  const reading = readScenario(await readFile(join(FOLDER, file), 'utf8'));
  if (reading.ok && unfitFor(reading.scenario, memoryWorld).length === 0) carried.push(file);
}

async function live(file: string, seed: number): Promise<SimResult> {
  const reading = readScenario(await readFile(join(FOLDER, file), 'utf8'));
  if (!reading.ok) throw new Error('it cannot be read');
  const scenario = { ...reading.scenario, duration: Math.min(reading.scenario.duration, LONGEST) };
  const count = Object.values(scenario.people).reduce((sum, group) => sum + group.count, 0);
  const { signal } = new AbortController();
  const clients = count > MOST_CLIENTS ? MOST_CLIENTS : undefined;
  return runScenario({ scenario, file, kind: memoryWorld, seed, clients, repeat: '', signal });
}

test('of the scenarios that ship with the program, most live in memory', () => {
  expect(carried.length).toBeGreaterThanOrEqual(8);
});

test.each(carried.flatMap((file) => SEEDS.map((seed) => [file, seed] as const)))(
  '%s holds in memory with seed %i',
  { timeout: 120_000 },
  async (file, seed) => {
    const { checks, ended } = await live(file, seed);
    expect(ended).toBeNull();
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter(({ held }) => !held)).toEqual([]);
  },
);

test('the same seed gives the same life, another one another', async () => {
  const { startedAt: _, seconds: __, ...one } = await live('two-friends.yaml', 5);
  const { startedAt: ___, seconds: ____, ...again } = await live('two-friends.yaml', 5);
  expect(again).toEqual(one);
  expect((await live('two-friends.yaml', 6)).views).not.toEqual(one.views);
});
