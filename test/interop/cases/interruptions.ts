// Files that somebody stops, connections that break under them, programs that die with them: nothing half written stays,
// and what two clients of today can go on with arrives.
import { expect, vi } from 'vitest';
import type { Party } from '../support/party.ts';
import { ABANDONED, leftovers } from './leftovers.ts';
import { bothOnline, bothWays, type Case, dropped, type Pair, settled } from './pair.ts';
import { arrived, bytesOf, MEGABYTE, offered, type Underway } from './sending.ts';

/** Takes long enough to be stopped in the middle; two clients of today are faster. */
const LONG = 16 * MEGABYTE;
const LONG_OF_TODAY = 48 * MEGABYTE;

export const interruptions: readonly Case[] = [
  ...bothWays('a file cancelled in the middle by its sender', async (from, to, pair) => {
    const { widen, ...underway } = await halfway(from, to);
    from.say('cancel', to.id, underway.sender);
    await from.until('give it up', () => (from.sending(underway.sender)?.why ?? '') !== '');
    widen();
    await ended(from, to, underway);
    await undisturbed(pair);
  }),
  ...bothWays('a file cancelled in the middle by its receiver', async (from, to, pair) => {
    const { widen, ...underway } = await halfway(from, to);
    to.say('cancel', from.id, underway.receiver);
    await to.until('give it up', () => to.untaken('file_recv_end', from).length > 0);
    widen();
    await ended(from, to, underway);
    await undisturbed(pair);
  }),
  ...bothWays('a file whose connections are dropped by its sender arrives', (from, to, pair) =>
    survives(from, to, from, pair),
  ),
  ...bothWays('a file whose connections are dropped by its receiver arrives', (from, to, pair) =>
    survives(from, to, to, pair),
  ),
  ...bothWays('a file whose receiver is killed in the middle', async (from, to, pair) => {
    const { bytes, widen, ...underway } = await halfway(from, to, ABANDONED);
    await restarted(to, from, pair, widen);
    // One of old has forgotten it, and says so when the next block comes.
    if (to.old)
      await from.until(
        'say that it ended',
        () => (from.sending(underway.sender)?.why ?? '') !== '',
        2 * from.patience,
      );
    else await arrived(from, to, underway, bytes);
    await undisturbed(pair);
  }),
  ...bothWays('a file whose sender is killed in the middle', async (from, to, pair) => {
    const { bytes, widen, ...underway } = await halfway(from, to);
    await restarted(from, to, pair, widen);
    // One of old has forgotten it, and says so when it is asked to go on.
    if (from.old) {
      const end = await to.takeNext(
        'file_recv_end',
        from,
        ({ id }) => String(id) === underway.receiver,
        2 * to.patience,
      );
      expect(end).toMatchObject({ ok: false, path: '' });
    } else await arrived(from, to, underway, bytes);
    await undisturbed(pair);
  }),
  ...bothWays('a file for who is not there arrives when it is', async (from, to, pair) => {
    await to.kill();
    await from.sees(to, 'offline');
    const bytes = bytesOf(MEGABYTE);
    const sender = await from.send(to, 'waits.bin', bytes);
    await to.start();
    await bothOnline(pair);
    const offer = await to.takeNext('file_offer', from);
    await arrived(from, to, { sender, receiver: String(offer['id']), name: '' }, bytes);
  }),
];

/** Killed, seen to be away, and back. */
async function restarted(victim: Party, other: Party, pair: Pair, widen: () => void): Promise<void> {
  await victim.kill();
  widen();
  await other.sees(victim, 'offline');
  await victim.start();
  await bothOnline(pair);
}

interface Halfway extends Underway {
  readonly bytes: Uint8Array;
  /** Lets the rest through. */
  readonly widen: () => void;
}

/** A file of which some has arrived, and much has not. */
async function halfway(from: Party, to: Party, name = 'halfway.bin'): Promise<Halfway> {
  const old = from.old || to.old;
  const bytes = bytesOf(old ? LONG : LONG_OF_TODAY);
  // A client of old leaves a middle by itself, and would be blocked as a whole.
  const ways = old ? [] : [from.narrow(), to.narrow()];
  const underway = await offered(from, to, name, bytes);
  await from.until('send some of it', () => (from.sending(underway.sender)?.sent ?? 0) > 0);
  expect(from.sending(underway.sender)).toMatchObject({ complete: false, why: '' });
  const widen = (): void => {
    for (const way of ways) way();
  };
  return { ...underway, bytes, widen };
}

/** Both know that it came to nothing. */
async function ended(from: Party, to: Party, { sender, receiver }: Underway): Promise<void> {
  const end = await to.takeNext('file_recv_end', from, ({ id }) => String(id) === receiver);
  expect(end).toMatchObject({ ok: false, path: '' });
  await from.until('say that it ended', () => (from.sending(sender)?.why ?? '') !== '');
  expect(from.sending(sender)?.complete).toBe(false);
}

async function undisturbed(pair: Pair): Promise<void> {
  const { ours, theirs } = pair;
  ours.text(theirs, 'still here?');
  theirs.text(ours, 'still here!');
  expect([await theirs.take(ours, 1), await ours.take(theirs, 1)]).toEqual([
    ['still here?'],
    ['still here!'],
  ]);
  await Promise.all([settled(ours, theirs), settled(theirs, ours)]);
  // The disk is a moment behind the word.
  await vi.waitFor(async () => expect(await leftovers(pair)).toEqual([]), { timeout: 10_000 });
}

async function survives(from: Party, to: Party, drops: Party, pair: Pair): Promise<void> {
  const { bytes, widen, ...underway } = await halfway(from, to, 'dropped.bin');
  await dropped(drops, drops === from ? to : from, pair, widen);
  await arrived(from, to, underway, bytes);
}
