import { expect, test } from 'vitest';
import { liveView } from '../../src/sim-command/live/live-view.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { memoryWorld } from '../../src/world/memory/memory-world.ts';

/** All that is on the screen when a run is over. */
async function watched(
  people: string,
  screen: { isTTY: boolean; rows: number },
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const reading = readScenario(
    `name: A life\nduration: 5m\npeople: { ${people} }\ncontacts: [{ shape: ring }]\nbreaks: [{ what: killed, who: friend1, at: 2m }]\n`,
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { scenario } = reading;
  let written = '';
  const view = liveView({ ...screen, columns: 100, write: (text) => (written += text) }, env, {
    scenario,
    world: 'memory',
    seed: 1,
  });
  const { signal } = new AbortController();
  await runScenario({ scenario, file: 'x', kind: memoryWorld, seed: 1, repeat: '', signal, watch: view });
  view.close();
  view.close();
  return written;
}

const PEOPLE = 'friend: { count: 3 }';

test('a terminal shows a row for each, and what broke last', async () => {
  const screen = await watched(PEOPLE, { isTTY: true, rows: 30 }, {});
  expect(screen).toContain('A life, in the world "memory", seed 1');
  expect(screen).toMatch(/friend1 +up +2\/2/u);
  expect(screen).toContain('0:02:00  killed: friend1');
  expect(screen).toContain('\u001B[36m');
});

test('NO_COLOR takes the colours away', async () => {
  expect(await watched(PEOPLE, { isTTY: true, rows: 30 }, { NO_COLOR: '1' })).not.toContain('\u001B[36m');
});

test('too many for the screen are shown by their groups', async () => {
  const screen = await watched('friend: { count: 40 }', { isTTY: true, rows: 24 }, { NO_COLOR: '1' });
  expect(screen).toMatch(/friend \(40\) +40 +80\/80/u);
});

test('without a terminal no control character is written', async () => {
  expect(await watched(PEOPLE, { isTTY: false, rows: 24 }, {})).not.toContain('\u001B');
});
