// One blow: texts are let go both ways, then somebody is killed in the middle of it, and it is seen what was open.
import type { Side } from './side.ts';

export interface Victim {
  readonly side: Side;
  readonly what: 'process' | 'tor';
}

export interface BlowOptions {
  readonly sides: readonly [Side, Side];
  readonly victims: readonly Victim[];
  /** Texts to let go each way. */
  readonly texts: number;
  readonly random: () => number;
}

/** Texts that were open at both sides when it was over: fewer than at the blow itself, never more. */
export interface Struck {
  readonly open: readonly [number, number];
}

/** Resolves when every process that was killed answers again. */
export async function strike({ sides, victims, texts, random }: BlowOptions): Promise<Struck> {
  const [a, b] = sides;
  const posts = sides.map((side) => {
    const to = otherOf(sides, side).person.id;
    return Array.from({ length: texts }, () => side.letters.post(side.api, to));
  });
  // At any moment between the first texts on their way and the last.
  const moment = Math.floor(random() * texts);
  await Promise.all(posts.flatMap((own) => own.slice(moment, moment + 1)));
  await Promise.all(
    victims.map(({ side, what }) => (what === 'process' ? side.person.kill() : side.person.killTor())),
  );
  await Promise.all(posts.flat());
  const open = await Promise.all([openAfter(a, b, victims), openAfter(b, a, victims)]);
  await Promise.all(sides.map((side) => side.letters.settle(side.api, otherOf(sides, side).person.id)));
  return { open };
}

/** Of a process that died: what its store held at the next start, long before its tor is up. */
async function openAfter(side: Side, other: Side, victims: readonly Victim[]): Promise<number> {
  if (!victims.some((victim) => victim.side === side && victim.what === 'process'))
    return side.waiting(other.person.id);
  const contact = await side.start(other.person.id);
  return contact?.waiting ?? 0;
}

export function otherOf([a, b]: readonly [Side, Side], side: Side): Side {
  return side === a ? b : a;
}
