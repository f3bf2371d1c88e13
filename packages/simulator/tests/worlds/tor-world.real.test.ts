import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { runScenario } from '../../src/run/run-scenario.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { torWorld } from '../../src/worlds/tor/tor-world.ts';

const LIFE = `
name: A quick life over tor
duration: 30s
settle: 90s
network: { relays: 3 }
people: { ann: {}, ben: {} }
contacts: [{ shape: pairs, pairs: [[ann, ben]] }]
added: one
happens:
  - { does: chat, who: all, to: any, every: 1s, after: 8s }
  - { does: file, who: ben, to: ann, size: 50 KB, at: 15s }
breaks:
  - { what: link_cut, who: ann, at: 16s, for: 2s }
  - { what: suspended, who: ben, at: 19s, for: 2s }
  - { what: tor_killed, who: ann, at: 22s }
  - { what: relay_killed, at: 23s, for: 2s }
holds:
  texts: all once in order
  files: all right
  online_at_end: true
  connections: loopback only
  violations: none
`;

// All that the world lays down lies here.
const folder = mkdtempSync(join(tmpdir(), 'torchat-'));
vi.stubEnv('TMPDIR', folder);
afterAll(() => rmSync(folder, { recursive: true }));

test('processes with a tor of their own live through faults: every text once, in order', {
  timeout: 180_000,
}, async () => {
  const reading = readScenario(LIFE);
  if (!reading.ok) throw new Error('it cannot be read');
  const { signal } = new AbortController();
  const { checks, ended, faults, samples, texts } = await runScenario({
    scenario: reading.scenario,
    file: 'life.yaml',
    kind: torWorld,
    seed: 1,
    repeat: '',
    signal,
  });
  expect(ended).toBeNull();
  expect(checks).toHaveLength(5);
  expect(checks.flatMap(({ violations }) => violations)).toEqual([]);
  expect(texts.length).toBeGreaterThan(10);
  expect(faults.at(-1)?.hit).toEqual([expect.stringMatching(/^relay\d$/u)]);
  expect(samples.every(({ received }) => (received?.at(-1) ?? 0) > 10_000)).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});
