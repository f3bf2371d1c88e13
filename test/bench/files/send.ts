// One file from one gateway to another, timed from the order to send it until it has its name on the other side's disk.
import { rm } from 'node:fs/promises';
import type { ApiEvent } from '@torchat/gateway/api';
import type { Side } from '../forward/side.ts';
import { within } from '../support/within.ts';
import { digestOf, type SourceFile } from './file-of.ts';

const ARRIVES_WITHIN = 3600;

/** Seconds. Rejects where it did not arrive, or other bytes did. */
export async function sendFile(
  from: Side,
  to: Side,
  { path, digest }: SourceFile,
  signal: AbortSignal,
): Promise<number> {
  const ended = Promise.withResolvers<Extract<ApiEvent, { type: 'file_end' }>>();
  const undo = to.api.onEvent((event) => {
    if (event.type === 'file_offer') {
      void to.api.ask('POST', `/v1/files/${event.file.key}/accept`).catch(ended.reject);
    } else if (event.type === 'file_end' && event.file.direction === 'in') ended.resolve(event);
  });
  try {
    const start = performance.now();
    await from.api.ask('POST', `/v1/contacts/${to.id}/files`, { path });
    const end = await within(ARRIVES_WITHIN, 'a file arrived', ended.promise, signal);
    const seconds = (performance.now() - start) / 1000;
    if (!end.ok || end.path === null) throw new Error(`A file did not arrive: ${end.why}`);
    if ((await digestOf(end.path)) !== digest) throw new Error('A file arrived with other bytes.');
    await rm(end.path);
    return seconds;
  } finally {
    undo();
  }
}
