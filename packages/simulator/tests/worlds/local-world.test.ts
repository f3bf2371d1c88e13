import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { runScenario } from '../../src/run/run-scenario.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { localWorld } from '../../src/worlds/local/local-world.ts';

const LIFE = `
name: A quick life
duration: 14s
settle: 60s
people: { ann: {}, ben: {} }
contacts: [{ shape: pairs, pairs: [[ann, ben]] }]
added: one
happens:
  - { does: chat, who: all, to: any, every: 500ms, after: 1s }
  - { does: file, who: ben, to: ann, size: 100 KB, at: 3s }
  - { does: forward, who: ann, to: ben, size: 100 KB, at: 10500ms }
  - { does: restart, who: ann, at: 9s, for: 500ms }
breaks:
  - { what: link_cut, who: ann, from: ben, at: 4s, for: 1s }
  - { what: suspended, who: ben, at: 5500ms, for: 1s }
  - { what: killed, who: ben, at: 7s, for: 500ms }
  - { what: tor_killed, who: ann, at: 8500ms }
holds:
  texts: all once in order
  files: all right
  forwards: all right
  online_at_end: true
  memory_under: 400 MB
  connections: loopback only
  violations: none
`;

test('processes on loopback live through faults: every text once, in order', {
  timeout: 90_000,
}, async () => {
  const reading = readScenario(LIFE);
  if (!reading.ok) throw new Error('it cannot be read');
  const { signal } = new AbortController();
  const { checks, ended, faults, samples, texts } = await runScenario({
    scenario: reading.scenario,
    file: 'life.yaml',
    kind: localWorld,
    seed: 1,
    repeat: '',
    signal,
  });
  expect(ended).toBeNull();
  expect(checks).toHaveLength(7);
  expect(checks.flatMap(({ violations }) => violations)).toEqual([]);
  // Fewer than were planned: who is down writes nothing.
  expect(texts.length).toBeGreaterThan(5);
  expect(faults.filter(({ ended }) => ended === null)).toEqual([]);
  expect(
    samples.every(({ memory, cpu, sent }) =>
      [memory, cpu, sent].every((column) => (column?.at(-1) ?? 0) > 0),
    ),
  ).toBe(true);
});

const OPEN_AND_STAY = `
import { castOf } from ${source('scenario/cast.ts')};
import { lotOf } from ${source('scenario/lot.ts')};
import { readScenario } from ${source('scenario/read.ts')};
import { localWorld } from ${source('worlds/local/local-world.ts')};
const { scenario } = readScenario(${JSON.stringify(LIFE)});
const cast = castOf(scenario, lotOf(1, 'graph'));
const world = await localWorld.open({
  scenario, cast, seed: 1, signal: new AbortController().signal, onProgress() {},
  onEvent({ type, who }) { if (type === 'up' && who === 0) console.log('up'); },
});
await world.start(cast.people[0]);
`;

test.skipIf(process.platform !== 'linux')(
  'a killed runner leaves no process and no folder',
  { timeout: 30_000 },
  async () => {
    const words = ['--conditions=source', '--input-type=module', '-e', OPEN_AND_STAY];
    const runner = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(createInterface({ input: runner.stdout }), 'line');
    const client = await clientOf(runner.pid ?? 0);
    expect(client.folder).toContain('torchat-sim-');
    runner.kill('SIGKILL');
    await vi.waitFor(() => expect([isAlive(client.pid), existsSync(client.folder)]).toEqual([false, false]), {
      timeout: 15_000,
      interval: 50,
    });
  },
);

function source(path: string): string {
  return JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);
}

/** The client that the runner started, by the folder in its command line. */
async function clientOf(runner: number): Promise<{ pid: number; folder: string }> {
  const { readdir, readFile } = await import('node:fs/promises');
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/u.test(name))) {
    const read = (file: string): Promise<string> => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    const parent = /^\d+ \(.*\) \S+ (\d+)/su.exec(await read('stat'))?.[1];
    const folder = /--data\0([^\0]+)\/ann\0/u.exec(await read('cmdline'))?.[1];
    if (Number(parent) === runner && folder !== undefined) return { pid: Number(pid), folder };
  }
  throw new Error('the runner has no client');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
