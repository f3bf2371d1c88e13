// The end of a received file as the peer interface prints it: moved where the driver wanted it, with its MD5.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { constants, copyFile, unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Event } from '@torchat/core';
import type { PeerEvent } from './report.ts';

/** `wanted`: where the driver wants it; it must not exist. Never rejects: what goes wrong is in `msg`. */
export async function receivedFile(
  { file, ok, why, path }: Extract<Event, { type: 'file_end' }>,
  wanted: string | undefined,
): Promise<PeerEvent> {
  const end = { ev: 'file_recv_end', addr: file.contact, id: file.key, size: file.size } as const;
  if (!ok || path === null) return { ...end, ok: false, path: '', md5: '', msg: why };
  try {
    const place = wanted ?? path;
    if (wanted !== undefined) {
      await copyFile(path, wanted, constants.COPYFILE_EXCL);
      await unlink(path);
    }
    const hash = createHash('md5');
    await pipeline(createReadStream(place), hash);
    return { ...end, ok: true, path: place, md5: hash.digest('hex'), msg: why };
  } catch {
    return { ...end, ok: false, path, md5: '', msg: 'The file is here, but not where it was wanted.' };
  }
}
