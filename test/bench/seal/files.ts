// A file from the offer to its name on the other side's disk, sealed against unsealed.
import { randomBytes, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Event } from '@torchat/core';
import type { Benchmark } from '../figure.ts';
import { within } from '../support/within.ts';
import { compared } from './compared.ts';
import { type Way, twoWays } from './two-ways.ts';

const BYTES = 4_000_000;
const ARRIVES_WITHIN = 120;

export const sealedFiles: Benchmark = {
  name: 'files',
  profile: 'tornet',
  deadline: 1800,
  async run(bench) {
    await using ways = await twoWays(bench);
    const bytes = bench.quick ? BYTES / 4 : BYTES;
    // Random, as whatever is compressed is: a byte in 128 needs an escape.
    const content = randomBytes(bytes);
    return await compared(bench, ways, {
      name: `sealed files, ${bytes / 1e6} MB`,
      unit: 'MB/s',
      rate: (way) => sendFile(way, ways.folder, content, bench.signal),
    });
  },
};

async function sendFile(
  { alice, bob }: Way,
  folder: string,
  content: Uint8Array,
  signal: AbortSignal,
): Promise<number> {
  const path = join(folder, randomUUID());
  await writeFile(path, content);
  const ended = Promise.withResolvers<Extract<Event, { type: 'file_end' }>>();
  const undo = bob.subscribe((event) => {
    if (event.type === 'file_offer') void bob.command({ type: 'accept_file', file: event.file.key });
    else if (event.type === 'file_end') ended.resolve(event);
  });
  const start = performance.now();
  await alice.sendFile(bob.id, path);
  const end = await within(ARRIVES_WITHIN, 'a file arrived', ended.promise, signal);
  const seconds = (performance.now() - start) / 1000;
  undo();
  if (!end.ok || end.path === null) throw new Error(`A file did not arrive: ${end.why}`);
  await Promise.all([rm(path), rm(end.path)]);
  return content.length / seconds / 1e6;
}
