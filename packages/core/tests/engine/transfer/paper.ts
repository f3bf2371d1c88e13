// Files for tests, and the lines of the other side about them.
import { createHash } from 'node:crypto';
import type { FileKey } from '../../../src/engine/io/keys.ts';
import { encodeLine } from '../../../src/messages/index.ts';
import { acquainted, type Friend, type FriendOptions } from '../friend.ts';
import { bare, Stage } from '../stage.ts';

export const BLOCK = 8192;

/** No two blocks of it are alike. */
export function paper(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = (at * 31 + (at >> 13) * 7 + 1) & 0xff;
  return bytes;
}

export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** The line that carries this part of a file. */
export function block(id: string, bytes: Uint8Array, offset: number, length = BLOCK): Uint8Array {
  const part = bytes.subarray(offset, offset + length);
  return bare(encodeLine({ command: 'filedata', id, offset, md5: md5(part), bytes: part }));
}

/** All lines of a file, as the legacy client sends them: a multiple of the block size ends with an empty block. */
export function blocks(id: string, bytes: Uint8Array): Uint8Array[] {
  const count = Math.floor(bytes.length / BLOCK) + 1;
  return Array.from({ length: count }, (_, at) => block(id, bytes, at * BLOCK));
}

export interface Scene {
  readonly stage: Stage;
  readonly friend: Friend;
}

/** A stage whose contact speaks as the legacy client does. */
export function scene(options: FriendOptions = { supports: null }): Scene {
  const stage = new Stage();
  const friend = acquainted(stage, options);
  friend.heard();
  stage.heard(friend.in);
  return { stage, friend };
}

/** The stage offers a file; its key, and its id on the wire where the contact is online. */
export function offers(
  { stage, friend }: Scene,
  bytes: Uint8Array,
  name = 'a.txt',
): { key: FileKey; wire: string } {
  const reply = stage.do({ type: 'send_file', id: friend.id, ...stage.disk.offer(bytes), name });
  if (!reply.ok || reply.file === undefined) throw new Error('refused');
  const wire = [...(stage.core.peers.get(friend.id)?.files ?? [])].at(-1)?.wire ?? '';
  return { key: reply.file.key, wire };
}

/** Offsets of the blocks that the stage sent since the last time, and all else it said there. */
export function sent({ stage, friend }: Scene): { offsets: number[]; others: string[] } {
  const offsets: number[] = [];
  const others: string[] = [];
  for (const line of stage.heard(friend.in)) {
    if (line.startsWith('filedata ')) offsets.push(Number(line.split(' ')[2]));
    else others.push(line);
  }
  return { offsets, others };
}

/** The contact offers a file; its key here. */
export function isOffered({ stage, friend }: Scene, size: number, id = '7', name = 'a.txt'): FileKey {
  friend.say(`filename ${id} ${size} ${BLOCK} ${name}`);
  return stage.of('file_offer').at(-1)?.file.key ?? 0;
}

/** ... and our user wants it. What was said so far is taken. */
export function isTaken(on: Scene, size: number, id = '7', name = 'a.txt'): FileKey {
  const file = isOffered(on, size, id, name);
  on.stage.do({ type: 'accept_file', file });
  on.friend.heard();
  return file;
}

/** How the files of this stage ended so far. */
export function ends({ stage }: Scene): { ok: boolean; why: string }[] {
  return stage.of('file_end').map(({ ok, why }) => ({ ok, why }));
}

/** Both connections break, and the contact comes back. */
export function comesBack({ stage, friend }: Scene): void {
  friend.vanish();
  stage.pass(5000);
  friend.meet({ supports: null });
}

/** So many minutes in which the contact stays online. */
export function passes({ stage, friend }: Scene, minutes: number): void {
  for (let minute = 0; minute < minutes; minute++) {
    stage.pass(60_000);
    friend.say('status available');
  }
}
