// The blocks of a file we send: from the disk onto the connection, as fast as the window and the link let them.
import { send } from '../../core.ts';
import type { Core } from '../../state.ts';
import { FILE_READ } from '../../timing.ts';
import type { Outgoing } from '../state.ts';
import { tellDigest } from './digest.ts';
import { mayGo } from './pace.ts';

const NOTHING = new Uint8Array();

/** Sends what the window and the link allow; asks the disk for what is not at hand. */
export function pump(core: Core, file: Outgoing): void {
  const { peer } = file;
  while (peer.state === 'online' && peer.in !== null && peer.in.congestedSince === null && mayGo(file)) {
    const bytes = blockAt(core, file);
    if (bytes === null) return;
    send(core, peer.in.link, {
      command: 'filedata',
      id: file.wire,
      offset: file.next,
      md5: core.md5(bytes),
      bytes,
    });
    file.sentTo = Math.max(file.sentTo, file.next);
    file.next += file.block;
  }
  tellDigest(core, file);
}

function blockAt(core: Core, file: Outgoing): Uint8Array | null {
  const { next, size, block, buffer } = file;
  const length = Math.min(block, size - next);
  if (length === 0) return NOTHING;
  if (buffer !== null && next >= buffer.offset && next + length <= buffer.offset + buffer.bytes.length)
    return buffer.bytes.subarray(next - buffer.offset, next - buffer.offset + length);
  file.buffer = null;
  const { key, source } = file;
  if (!file.reading && source !== null) {
    file.reading = true;
    const wanted = Math.min(FILE_READ, size - next);
    core.outputs.push({ type: 'file_read', file: key, source, offset: next, length: wanted });
  }
  return null;
}

export function onBlockRead(core: Core, file: Outgoing, offset: number, bytes: Uint8Array): void {
  file.reading = false;
  file.buffer = { offset, bytes };
  pump(core, file);
}
