import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileView } from '../../src/engine/io/view.ts';
import { DOUBTFUL } from '../../src/node/files/part.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { besieged, type Besieged } from './besieged.ts';
import { until } from './loopback.ts';
import { ALICE, BOB } from './setting.ts';
import { filedata } from './raw-files.ts';
import { fillUp, noSmallDisk, smallDisk } from './small-disk.ts';

const BLOCK = 256 * 1024;
const MEGABYTE = 1 << 20;
const SIZE = 64;

if (noSmallDisk !== null) console.warn(`Not tried: what happens when the disk is full (${noSmallDisk}).`);

/** Sends blocks of zeros until the file has so many bytes, each confirmed. */
async function sendUpTo(siege: Besieged, from: number, upTo: number): Promise<void> {
  for (let at = from; at < upTo; at += BLOCK) siege.attacker.say(filedata('7', at, new Uint8Array(BLOCK)));
  await siege.attacker.hears(new RegExp(`^filedata_ok 7 ${upTo - BLOCK}$`, 'mu'));
}

/** The same to its end, from wherever; no more at once than a disk may be behind. */
async function sendRest(siege: Besieged, from: number, size: number): Promise<void> {
  let at = Math.ceil(from / BLOCK) * BLOCK;
  if (at > from) siege.attacker.say(filedata('7', from, new Uint8Array(at - from)));
  for (; at < size; at = Math.min(size, at + 2 * MEGABYTE))
    await sendUpTo(siege, at, Math.min(size, at + 2 * MEGABYTE));
}

async function photoIsHere({ client, downloads }: Besieged): Promise<void> {
  await until(client, () => client.files().some((file) => file.contact === BOB && file.state === 'done'));
  expect(readdirSync(downloads)).toContain('photo.jpg');
}

function viewOf({ client }: Besieged, file: number): FileView | undefined {
  return client.files().find(({ key }) => key === file);
}

describe.skipIf(noSmallDisk !== null)('on a disk of 64 MiB', { timeout: 30_000 }, () => {
  test.each([
    ['at once, where it is small', 3 * MEGABYTE],
    ['before it is full to the last byte, where it is large', 30 * MEGABYTE],
  ])('that others fill up, a file that comes waits %s, and goes on once there is room', async (_, size) => {
    const siege = await besieged(smallDisk(SIZE));
    const { attacker, client, bob, downloads, ends, offers } = siege;
    await photoIsHere(siege);
    attacker.say(`filename 7 ${size} ${BLOCK} bait.bin\n`);
    await attacker.hears(/^filedata_error 7 0$/mu);
    await sendUpTo(siege, 0, 2 * MEGABYTE);
    fillUp(join(downloads, 'filler'));
    for (let at = 2 * MEGABYTE; at < size && at < 8 * MEGABYTE; at += BLOCK)
      attacker.say(filedata('7', at, new Uint8Array(BLOCK)));
    const [file = 0] = offers;
    await until(client, () => viewOf(siege, file)?.state === 'paused');
    expect(viewOf(siege, file)?.why).toBe('The disk is full: it goes on once there is room.');
    expect(
      readdirSync(downloads)
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).toEqual(['filler', 'photo.jpg']);

    // Files out go meanwhile.
    const here = join(temporaryFolder(), 'out.bin');
    const out = randomBytes(MEGABYTE);
    writeFileSync(here, out);
    const sent = new Promise((resolve) =>
      client.subscribe((event) => event.type === 'file_end' && resolve(event.ok)),
    );
    bob.subscribe((event) => {
      if (event.type === 'file_offer') void bob.command({ type: 'cancel_file', file: event.file.key });
    });
    await client.sendFile(BOB, here);
    expect(await sent).toBe(false);
    expect(ends).toEqual([]);

    rmSync(join(downloads, 'filler'));
    await client.command({ type: 'resume_file', file });
    const [, from] = await attacker.hears(/^filedata_error 7 ([1-9]\d*)$/mu);
    expect(Number(from)).toBeGreaterThanOrEqual(2 * MEGABYTE - DOUBTFUL);
    await sendRest(siege, Number(from), size);
    await until(client, () => ends.length === 1);
    expect(ends[0]).toMatchObject({ ok: true, path: join(downloads, 'bait.bin') });
    expect(readFileSync(join(downloads, 'bait.bin')).equals(Buffer.alloc(size))).toBe(true);

    // And files in.
    await bob.sendFile(ALICE, here);
    await until(client, () => readdirSync(downloads).includes('out.bin'));
    expect(readFileSync(join(downloads, 'out.bin')).equals(out)).toBe(true);
    await siege.proceeds(['bait.bin', 'out.bin']);
  });

  test('16 MiB stay free for the account, and room that one file was promised is no other file’s', async () => {
    const siege = await besieged(smallDisk(SIZE));
    const { attacker, client, ends } = siege;
    await photoIsHere(siege);
    attacker.say(`filename 1 ${50 * MEGABYTE} ${BLOCK} a\nfilename 2 ${30 * MEGABYTE} ${BLOCK} b\n`);
    attacker.say(`filename 3 ${30 * MEGABYTE} ${BLOCK} c\nfilename 4 ${10 * MEGABYTE} ${BLOCK} d\n`);
    await until(client, () => ends.length === 2);
    // Of b and c the disk has room for one: whichever asked it first.
    expect(new Set(ends.map(({ why }) => why))).toEqual(
      new Set(['There is not enough room on the disk for this file.']),
    );
    expect(['a b', 'a c']).toContain(
      ends
        .map(({ file }) => file.name)
        .toSorted((one, other) => (one < other ? -1 : 1))
        .join(' '),
    );
    await siege.proceeds();
  });
});
