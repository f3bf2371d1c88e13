import { describe, expect, test } from 'vitest';
import type { SimResult } from '../../../src/record/result.ts';
import { runScenario } from '../../../src/run/run-scenario.ts';
import { readScenario } from '../../../src/scenario/read.ts';
import type { WorldKind } from '../../../src/world/sim-world.ts';
import { memoryWorld, worldInMemory } from '../../../src/world/memory/memory-world.ts';

/** Alice, Bob and Carol, who all know each other, for half an hour. */
async function livedIn(kind: WorldKind, lines: string): Promise<SimResult> {
  const reading = readScenario(
    `name: x\nduration: 30m\nsettle: 10m\npeople: { alice: {}, bob: {}, carol: {} }\ncontacts: [{ shape: mesh }]\n${lines}`,
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { signal } = new AbortController();
  const { scenario } = reading;
  return runScenario({ scenario, file: 'x', kind, seed: 1, repeat: '', signal });
}

/** What alice showed of bob, from a minute on: `minutes presence`. */
function shown({ views }: SimResult): string[] {
  const view = views.find(({ viewer, contact }) => viewer === 0 && contact === 1);
  const late = view?.changes.filter(([at]) => at > 60_000) ?? [];
  return late.map(([at, presence]) => `${Math.round(at / 60_000)} ${presence}`);
}

const ONLINE = 'holds: { online_at_end: true, texts: all once in order }';

/** Alice and Carol live in the one half, Bob in the other. */
describe.each([
  ['a whole town', memoryWorld],
  ['a town in two halves', worldInMemory(0)],
])('in %s', (_, kind) => {
  const lived = (lines: string): Promise<SimResult> => livedIn(kind, lines);

  test('whose link is cut for long is shown offline, and found again when it is healed', async () => {
    const result = await lived(`breaks: [{ what: link_cut, who: bob, at: 5m, for: 10m }]\n${ONLINE}`);
    const seen = shown(result);
    expect(seen[0]).toMatch(/^[678] offline$/u);
    expect(seen.at(-1)).toMatch(/^1[56] available$/u);
    expect(result.checks.every(({ held }) => held)).toBe(true);
  });

  test('a cut between two leaves the third alone', async () => {
    const { views } = await lived('breaks: [{ what: link_cut, who: alice, from: carol, at: 5m, for: 10m }]');
    const lost = views.filter(({ changes }) =>
      changes.some(([at, presence]) => at > 60_000 && presence === 'offline'),
    );
    expect(lost.map(({ viewer, contact }) => `${viewer}${contact}`).sort()).toEqual(['02', '20']);
  });

  test('a short gap in a link costs no session, and what was said meanwhile comes late and in order', async () => {
    const result = await lived(
      `happens: [{ does: chat, who: alice, to: bob, every: 1s, after: 2m, until: 3m }]\nbreaks: [{ what: link_cut, who: bob, at: 150s, for: 10s }]\n${ONLINE}`,
    );
    expect(shown(result)).toEqual([]);
    expect(result.texts).toHaveLength(61);
    expect(result.checks.every(({ held }) => held)).toBe(true);
    expect(
      Math.max(...result.texts.map(({ taken, shown: [first] }) => (first ?? 0) - (taken ?? 0))),
    ).toBeGreaterThan(5000);
  });

  test('who sleeps writes nothing and gets everything when he wakes', async () => {
    const result = await lived(
      `happens: [{ does: chat, who: alice, to: bob, every: 1m }, { does: chat, who: bob, to: alice, every: 1m }]\nbreaks: [{ what: suspended, who: bob, at: 10m, for: 10m }]\n${ONLINE}`,
    );
    const byBob = result.texts.filter(({ from }) => from === 1).map(({ taken }) => taken ?? 0);
    expect(byBob.filter((at) => at > 600_000 && at < 1_200_000)).toEqual([]);
    expect(result.texts.filter(({ from }) => from === 0)).toHaveLength(30);
    expect(result.checks.every(({ held }) => held)).toBe(true);
  });

  test('a clock that jumps makes contacts be looked for again, and nothing worse', async () => {
    const result = await lived(`breaks: [{ what: clock_jump, who: bob, by: +1h, at: 10m }]\n${ONLINE}`);
    expect(result.checks.every(({ held }) => held)).toBe(true);
  });

  test('a file that finds the disk full fails and says so, on both sides', async () => {
    const result = await lived(
      'happens: [{ does: file, who: alice, to: bob, size: 500 KB, at: 5m }]\nbreaks: [{ what: disk_full, who: bob, at: 4m, for: 5m }]\nholds: { files: all right }',
    );
    expect(result.checks[0]).toMatchObject({ held: false, count: 1 });
    expect(result.files[0]?.failed).not.toBeNull();
  });

  test('who is removed is a contact of neither', async () => {
    const { people } = await lived('happens: [{ does: remove, who: alice, to: bob, at: 5m }]');
    expect(people.map(({ contacts }) => contacts)).toEqual([[2], [2], [0, 1]]);
  });
});

test('what only other worlds have, and what cannot be seen here, is told', async () => {
  const { leftOut } = await livedIn(
    memoryWorld,
    'breaks: [{ what: relay_killed, at: 1m, worlds: [tor] }]\nholds: { connections: loopback only }',
  );
  expect(leftOut).toEqual([
    'breaks[0]: relay_killed takes place only in tor',
    'holds.connections: cannot be seen in the world "memory"',
  ]);
});

test('what this world cannot carry is refused before it begins', async () => {
  await expect(livedIn(memoryWorld, 'breaks: [{ what: relay_killed, at: 1m }]')).rejects.toMatchObject({
    code: 'bad_request',
    message: 'It cannot run: the world "memory" cannot carry relay_killed.',
  });
});

test('two halves live the same life twice', async () => {
  const lines =
    'happens: [{ does: chat, who: all, rate: 1/m }]\nbreaks: [{ what: killed, who: bob, at: 10m, for: 1m }, { what: link_cut, who: carol, at: 15m, for: 6m }]';
  const [one, other] = [await livedIn(worldInMemory(0), lines), await livedIn(worldInMemory(0), lines)];
  expect(one.texts.length).toBeGreaterThan(60);
  expect({ ...other, startedAt: one.startedAt, seconds: one.seconds }).toEqual(one);
});
