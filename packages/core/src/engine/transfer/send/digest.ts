// What all of a file comes to: told behind its last block, when the disk has read it to its end (extension `file`).
import { send } from '../../core.ts';
import type { Core } from '../../state.ts';
import { speaksFiles } from '../clients.ts';
import type { Outgoing } from '../state.ts';
import { lastBlock } from './pace.ts';

/** Once on each connection. */
export function tellDigest(core: Core, file: Outgoing): void {
  const { peer, source, digest } = file;
  if (file.next <= lastBlock(file) || peer.in === null || !speaksFiles(core, peer)) return;
  if (digest === null) {
    if (file.summing || source === null) return;
    file.summing = true;
    core.outputs.push({ type: 'file_sum', file: file.key, source });
  } else if (file.digestOn !== peer.in.link) {
    file.digestOn = peer.in.link;
    send(core, peer.in.link, { command: 'file_digest', id: file.wire, digest });
  }
}

export function onSummed(core: Core, file: Outgoing, digest: string): void {
  file.digest = digest;
  tellDigest(core, file);
}
