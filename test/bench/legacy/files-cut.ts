// Files between us and each client of old while connections are cut: whether anything is ever wrong in one.
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Benchmark } from '../figure.ts';
import { closeCircuits } from '../reference/close-circuits.ts';
import { seeded } from '../stats/prng.ts';
import { meet, type OldVersion, openHouse } from './house.ts';
import type { Member } from './member.ts';
import { type Sent, sendFile } from './send-file.ts';

interface Tally {
  cuts: number;
}

const BYTES = 5_000_000;
/** Of one file, at most: it may be there before. */
const CUTS = 3;
/** Milliseconds from one cut to the next, at most: a file is on its way for a few seconds. */
const LONGEST_PEACE = 1500;
const BACK_WITHIN = 90;

export const filesCut: Benchmark = {
  name: 'files-cut',
  profile: 'tornet',
  deadline: 3600,
  async run(bench) {
    const tally = { cuts: 0 };
    const sent: Sent[] = [];
    for (const version of ['0.9.9.555', '0.9.9.553'] as const)
      sent.push(...(await withOld(version, tally, bench)));
    const count = (verdict: Sent['verdict']): number => sent.filter((one) => one.verdict === verdict).length;
    const files = `${sent.length} files of 5 MB, ${tally.cuts} cuts`;
    return [
      {
        name: `${files}: wrong in their bytes`,
        unit: 'files',
        ours: count('wrong'),
        target: '0',
        holds: count('wrong') === 0,
      },
      {
        name: 'of these, not arrived in 300 s',
        unit: 'files',
        ours: count('missing'),
        target: '0',
        holds: count('missing') === 0,
      },
    ];
  },
};

async function withOld(version: OldVersion, tally: Tally, bench: Bench): Promise<Sent[]> {
  await using house = await openHouse(bench);
  const ours = await house.ours();
  const theirs = await house.old(version);
  await meet(ours, theirs, bench.signal);
  const random = seeded(version === '0.9.9.553' ? 553 : 555);
  const sent: Sent[] = [];
  for (let at = 0; at < (bench.quick ? 1 : 8); at++)
    for (const [from, to] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      bench.signal.throwIfAborted();
      const one = await sendFile(from, to, {
        bytes: BYTES,
        meanwhile: (ended) => cutAgainAndAgain(ours, theirs, random, tally, ended),
      });
      const words = one.verdict === 'missing' ? one.why : `${one.seconds.toFixed(1)} s`;
      bench.say(`${version}, from ${from.name}: ${one.verdict}, ${words}.`);
      sent.push(one);
    }
  return sent;
}

/** As a broken relay on either way, or as we do ourselves; the next one when both are online again. */
async function cutAgainAndAgain(
  ours: Member,
  theirs: Member,
  random: () => number,
  tally: Tally,
  ended: AbortSignal,
): Promise<void> {
  const cuts = [
    () => closeCircuits(theirs.tor, ours.id),
    () => closeCircuits(ours.tor, theirs.id),
    async () => ours.program.say('drop', theirs.id),
  ];
  for (let at = 0; at < CUTS; at++) {
    try {
      await pause(100 + random() * LONGEST_PEACE, undefined, { signal: ended });
    } catch {
      return;
    }
    await cuts[Math.floor(random() * cuts.length)]?.();
    tally.cuts++;
    await ours.loses(theirs, BACK_WITHIN);
    await Promise.all([ours.sees(theirs), theirs.sees(ours)]);
  }
}
