// How long a run waits for what is under way at its end.
import { expect, test } from 'vitest';
import { runScenario } from '../../src/run/run-scenario.ts';
import { readScenario } from '../../src/scenario/read.ts';
import type { SimEvent } from '../../src/world/event.ts';
import type { OpenOptions, SimWorld, WorldKind } from '../../src/world/sim-world.ts';

const SECOND = 1000;

/** A world in which a round through a port takes so long, and nothing else happens. */
function slowWorld(round: number): WorldKind {
  return {
    name: 'local',
    carries: {
      kinds: new Set(['ours']),
      deeds: new Set(['forward']),
      faults: new Set(),
      checks: new Set(['forwards']),
      limits: false,
    },
    open: async (options) => opened(options, round),
  };
}

function opened({ onEvent }: OpenOptions, round: number): SimWorld {
  let time = 0;
  let due: SimEvent[] = [];
  return {
    facts: { about: 'Made up.', traffic: 'none', torVersion: null },
    now: () => time,
    async until(next) {
      for (const event of due) if (event.at <= next) onEvent(event);
      due = due.filter(({ at }) => at > next);
      time = next;
    },
    async start({ at: who }) {
      onEvent({ type: 'up', at: time, who });
    },
    async perform(deed) {
      if (deed.does !== 'forward') return false;
      const { who, to, name, size } = deed;
      const done = { name, size, milliseconds: round, right: true, why: '' };
      due.push({ type: 'forward_done', at: time + round, who: who.at, to: to.at, ...done });
      return true;
    },
    breakIt: async () => [],
    mend: async () => undefined,
    sample: async () => [],
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function lived(round: number) {
  const reading = readScenario(`
name: x
duration: 10s
settle: 60s
people: { alice: {}, bob: {} }
contacts: [{ shape: mesh }]
happens: [{ does: forward, who: alice, to: bob, size: 1 KB, at: 9s }]
holds: { forwards: all right }
`);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { signal } = new AbortController();
  const kind = slowWorld(round);
  return runScenario({ scenario: reading.scenario, file: 'x', kind, seed: 1, repeat: '', signal });
}

test('a round that is under way at the end is waited for', async () => {
  const result = await lived(20 * SECOND);
  expect(result.forwards).toHaveLength(1);
  expect(result.checks).toMatchObject([{ check: 'forwards', held: true }]);
  expect(result.length).toBeGreaterThanOrEqual(29 * SECOND);
  expect(result.length).toBeLessThan(35 * SECOND);
});

test('but no longer than the run may settle', async () => {
  const result = await lived(300 * SECOND);
  expect(result.forwards).toHaveLength(0);
  expect(result.length).toBe(70 * SECOND);
});
