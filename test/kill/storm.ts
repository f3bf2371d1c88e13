// Blow after blow: single ones, both sides at once, and one more while they are finding each other again.
import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../bench/support/within.ts';
import { otherOf, strike, type Struck, type Victim } from './blow.ts';
import type { Side } from './side.ts';

export interface StormOptions {
  readonly sides: readonly [Side, Side];
  readonly kills: number;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

export interface Storm {
  /** With texts open both ways, by what was hit. */
  readonly kills: Readonly<Record<Victim['what'], number>>;
  /** With none open at one side at least: these do not count. */
  readonly idle: number;
  /** Of them, how many hit both sides at once, and how many a recovery. */
  readonly double: number;
  readonly again: number;
  /** Seconds from a blow until all was delivered, each. */
  readonly recoveries: readonly number[];
}

/** Nothing takes longer than this in a run that goes well: what does is told as a failure. */
const RECOVERY_LIMIT = 180;
const AGAIN_WITHIN = 5000;
const TELL_EVERY = 10;
/** Blows that may find no text open, near the end as well: each text is written only once. */
const IN_VAIN = 10;

export async function storm({ sides, kills, random, signal, say }: StormOptions): Promise<Storm> {
  const counts = { process: 0, tor: 0 };
  const recoveries: number[] = [];
  let [idle, double, again, told] = [0, 0, 0, 0];
  const done = (): number => counts.process + counts.tor;

  async function blow(victims: readonly Victim[]): Promise<boolean> {
    const left = Math.min(...sides.map(({ letters }) => letters.left));
    const texts = Math.max(1, Math.floor((left / (kills - done() + IN_VAIN)) * victims.length));
    if (left < 1)
      throw new Error('All texts are written, and not all kills are done: too many found none open.');
    const struck = await strike({ sides, victims, texts, random });
    if (!isOpen(struck)) idle += victims.length;
    else for (const { what } of victims) counts[what]++;
    return isOpen(struck);
  }

  while (done() < kills) {
    signal.throwIfAborted();
    const started = performance.now();
    const kind = random();
    const both = kind < 0.25 && kills - done() > 1;
    if ((await blow(both ? sides.map(victimOf) : [victimOf(pick(sides))])) && both) double++;
    if (kind > 0.7 && done() < kills) {
      await pause(random() * AGAIN_WITHIN, undefined, { signal });
      if (await blow([victimOf(pick(sides))])) again++;
    }
    await within(
      RECOVERY_LIMIT,
      `all was delivered after ${done()} kills`,
      allDelivered(sides, signal),
      signal,
    );
    recoveries.push((performance.now() - started) / 1000);
    if (Math.floor(done() / TELL_EVERY) === told) continue;
    told = Math.floor(done() / TELL_EVERY);
    const mean = recoveries.reduce((sum, one) => sum + one, 0) / recoveries.length;
    const left = sides.map(({ name, letters }) => `${name} has ${letters.left} to write`).join(', ');
    say(`${done()} of ${kills} kills, ${left}; ${mean.toFixed(1)} s a recovery.`);
  }
  return { kills: counts, idle, double, again, recoveries };

  function pick<T>(items: readonly T[]): T {
    return items[Math.floor(random() * items.length)] as T;
  }

  /** Its tor may be on its way after the blow before: then the process. */
  function victimOf(side: Side): Victim {
    return { side, what: random() < 0.5 && side.person.tor() !== null ? 'tor' : 'process' };
  }
}

function isOpen({ open }: Struck): boolean {
  return open.every((count) => count > 0);
}

/** Each sees the other, and neither has anything left in its outbox. */
export async function allDelivered(sides: readonly [Side, Side], signal: AbortSignal): Promise<void> {
  await Promise.all(
    sides.map((side) => {
      const other = otherOf(sides, side).person.id;
      return side.api.until(() => {
        const contact = side.api.contact(other);
        return contact?.presence === 'available' && contact.waiting === 0;
      }, signal);
    }),
  );
}
