// One file from one client to another, timed, and compared byte for byte by its digest.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Member } from './member.ts';

const ARRIVES_WITHIN = 300;

export interface SendOptions {
  readonly bytes: number;
  /** Called once it was offered; what happens to the connections meanwhile. */
  readonly meanwhile?: () => Promise<void>;
}

/** Seconds from the sender's command until the receiver said that it has the file. Rejects when it differs in anything. */
export async function sendFile(from: Member, to: Member, { bytes, meanwhile }: SendOptions): Promise<number> {
  const content = randomBytes(bytes);
  const path = join(from.folder, `${randomUUID()}.bin`);
  await writeFile(path, content);
  const fromHere = { addr: from.id };
  const offered = to.program.next(
    'be offered a file',
    ARRIVES_WITHIN,
    (event) => event.ev === 'file_offer' && event['addr'] === fromHere.addr,
  );
  const ended = to.program.next(
    'get a file',
    ARRIVES_WITHIN,
    (event) => event.ev === 'file_recv_end' && event['addr'] === fromHere.addr,
  );
  ended.catch(() => undefined);
  const start = performance.now();
  from.program.say('file', to.id, path);
  await offered;
  await meanwhile?.();
  const end = await ended;
  const seconds = (performance.now() - start) / 1000;
  const received = String(end['path']);
  if (end['ok'] !== true) throw new Error(`A file did not arrive: ${String(end['msg'])}`);
  if ((await digest(received)) !== createHash('sha256').update(content).digest('hex'))
    throw new Error('A file arrived with other bytes than were sent.');
  await Promise.all([rm(path), rm(received)]);
  return seconds;
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
