// Files that somebody stops, connections that break under them, programs that die with them: nothing half written stays.
import { expect, vi } from 'vitest';
import type { Party } from '../support/party.ts';
import { bothWays, type Case, dropped, type Pair } from './pair.ts';
import { arrived, bytesOf, MEGABYTE, offered, type Underway } from './sending.ts';

/** Takes long enough to be stopped in the middle. */
const LONG = 16 * MEGABYTE;
const SHORTER = 8 * MEGABYTE;

export const interruptions: readonly Case[] = [
  ...bothWays('a file cancelled in the middle by its sender', async (from, to, pair) => {
    const underway = await halfway(from, to, LONG);
    from.say('cancel', to.id, underway.sender);
    await ended(from, to, underway);
    await undisturbed(pair);
  }),
  ...bothWays('a file cancelled in the middle by its receiver', async (from, to, pair) => {
    const underway = await halfway(from, to, LONG);
    to.say('cancel', from.id, underway.receiver);
    await ended(from, to, underway);
    await undisturbed(pair);
  }),
  ...bothWays('a file whose connections are dropped by its sender arrives', (from, to, pair) =>
    survives(from, to, () => dropped(from, to, pair)),
  ),
  ...bothWays('a file whose connections are dropped by its receiver arrives', (from, to, pair) =>
    survives(from, to, () => dropped(to, from, pair)),
  ),
];

/** A file of which some has arrived, and much has not. */
async function halfway(from: Party, to: Party, size: number): Promise<Underway> {
  const underway = await offered(from, to, `${size} bytes.bin`, bytesOf(size));
  await from.until('send some of it', () => (from.sending(underway.sender)?.sent ?? 0) > 0);
  expect(from.sending(underway.sender)).toMatchObject({ complete: false, why: '' });
  return underway;
}

/** Both know that it came to nothing. */
async function ended(from: Party, to: Party, { sender, receiver }: Underway): Promise<void> {
  const end = await to.takeNext('file_recv_end', from, ({ id }) => String(id) === receiver);
  expect(end).toMatchObject({ ok: false, path: '' });
  await from.until('say that it ended', () => (from.sending(sender)?.why ?? '') !== '');
  expect(from.sending(sender)?.complete).toBe(false);
}

async function undisturbed({ ours, theirs }: Pair): Promise<void> {
  ours.text(theirs, 'still here?');
  theirs.text(ours, 'still here!');
  expect([await theirs.take(ours, 1), await ours.take(theirs, 1)]).toEqual([
    ['still here?'],
    ['still here!'],
  ]);
  // The disk is a moment behind the word.
  await vi.waitFor(async () => expect(await leftovers({ ours, theirs })).toEqual([]), { timeout: 10_000 });
}

async function survives(from: Party, to: Party, drop: () => Promise<void>): Promise<void> {
  const bytes = bytesOf(SHORTER);
  const underway = await offered(from, to, 'dropped.bin', bytes);
  await from.until('send some of it', () => (from.sending(underway.sender)?.sent ?? 0) > 0);
  await drop();
  expect(from.sending(underway.sender)?.complete).toBe(false);
  await arrived(from, to, underway, bytes);
}

/** Temporary files: ours and the legacy client's, as each calls them. */
export async function leftovers({ ours, theirs }: Pick<Pair, 'ours' | 'theirs'>): Promise<readonly string[]> {
  const paths = (await Promise.all([ours.files(), theirs.files()])).flat();
  return paths.filter((path) => /torchat_incoming_|\.part$/u.test(path));
}
