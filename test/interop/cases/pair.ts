// What a case works on: two clients that may have met, and how each case goes on where the one before it ended.
import type { Party } from '../support/party.ts';

export interface Pair {
  readonly ours: Party;
  readonly theirs: Party;
  /** Who adds whom: `adds` is one of the two, `added` the other. */
  readonly adds: Party;
  readonly added: Party;
  /** Whether this one tells that its profile was emptied: 0.9.9.553 says nothing of it, so that the other keeps what it had. */
  readonly clears: (party: Party) => boolean;
}

export interface Case {
  /** The rule, with our client as "ours" and the other as "theirs". */
  readonly name: string;
  readonly run: (pair: Pair) => Promise<void>;
}

/** The same case in both directions. */
export function bothWays(
  name: string,
  run: (from: Party, to: Party, pair: Pair) => Promise<void>,
): readonly Case[] {
  return [
    { name: `${name}, ours to theirs`, run: (pair) => run(pair.ours, pair.theirs, pair) },
    { name: `${name}, theirs to ours`, run: (pair) => run(pair.theirs, pair.ours, pair) },
  ];
}

export async function bothOnline({ ours, theirs }: Pick<Pair, 'ours' | 'theirs'>): Promise<void> {
  // A legacy client tries again after 5 to 15 seconds.
  const seconds = 2 * ours.patience;
  await Promise.all([ours.sees(theirs, 'available', seconds), theirs.sees(ours, 'available', seconds)]);
}

/** One of them drops both connections; ends when they are back. */
export async function dropped(
  from: Party,
  to: Party,
  pair: Pick<Pair, 'ours' | 'theirs'>,
  onceLost: () => void = () => undefined,
): Promise<void> {
  const lost = Promise.all([from.sees(to, 'offline'), to.sees(from, 'offline')]);
  const back = Promise.all([returning(from, to), returning(to, from)]);
  from.say('drop', to.id);
  await Promise.all([lost.then(onceLost), back]);
  await bothOnline(pair);
}

/**
 * A legacy client reads each connection on a thread of its own: a `status` that came before the end may be told after it, and
 * then it says "available" of who is gone. It is back when it has connected anew.
 */
async function returning(party: Party, other: Party): Promise<void> {
  if (party.old) await party.seesInTurn(other, ['offline', 'handshake'], 2 * party.patience);
}

/** What is not confirmed when its sender or a connection dies comes again; only clients of today are told. */
export async function settled(from: Party, to: Party): Promise<void> {
  if (!from.old) await from.until('hear of the delivery', () => from.allDelivered(to));
}
