// One file from one client to another, timed, and compared byte for byte by its digest.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PeerEvent } from '@torchat/simulator';
import type { Member } from './member.ts';

const ARRIVES_WITHIN = 300;

export interface SendOptions {
  readonly bytes: number;
  /** Called once it was offered: what happens to the connections. Its signal aborts when the file has ended. */
  readonly meanwhile?: (ended: AbortSignal) => Promise<void>;
}

/** `wrong`: it counts as arrived, and its bytes are not those that were sent. */
export type Sent =
  | { readonly verdict: 'right'; readonly seconds: number }
  | { readonly verdict: 'wrong'; readonly seconds: number }
  | { readonly verdict: 'missing'; readonly why: string };

/** The time runs from the sender's command until the receiver said that it has the file. */
export async function sendFile(from: Member, to: Member, { bytes, meanwhile }: SendOptions): Promise<Sent> {
  const content = randomBytes(bytes);
  const path = join(from.folder, `${randomUUID()}.bin`);
  await writeFile(path, content);
  const ofThis =
    (ev: string) =>
    (event: PeerEvent): boolean =>
      event.ev === ev && event['addr'] === from.id;
  const offered = to.program.next('be offered a file', ARRIVES_WITHIN, ofThis('file_offer'));
  const ended = to.program.next('get a file', ARRIVES_WITHIN, ofThis('file_recv_end'));
  const over = new AbortController();
  const start = performance.now();
  try {
    from.program.say('file', to.id, path);
    await Promise.race([offered, ended]);
    const disturbance = meanwhile?.(over.signal);
    const end = await ended.finally(() => over.abort());
    const seconds = (performance.now() - start) / 1000;
    await disturbance;
    if (end['ok'] !== true) return { verdict: 'missing', why: String(end['msg']) };
    const received = String(end['path']);
    const isSame = (await digest(received)) === createHash('sha256').update(content).digest('hex');
    await rm(received);
    return isSame ? { verdict: 'right', seconds } : { verdict: 'wrong', seconds };
  } catch (failure) {
    return { verdict: 'missing', why: String(failure) };
  } finally {
    await rm(path);
  }
}

/** MB/s. Rejects when the file did not arrive as it was. */
export async function rateOf(from: Member, to: Member, bytes: number): Promise<number> {
  const sent = await sendFile(from, to, { bytes });
  if (sent.verdict === 'right') return bytes / sent.seconds / 1e6;
  if (sent.verdict === 'wrong') throw new Error('A file arrived with other bytes.');
  throw new Error(`A file did not arrive: ${sent.why}`);
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
