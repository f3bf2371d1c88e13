// A file whose last byte has come: it gets its name once its sum is what its sender says, where he says one.
import type { Core } from '../../state.ts';
import { speaksFiles } from '../clients.ts';
import type { Incoming } from '../state.ts';

export function landDue(core: Core, file: Incoming): void {
  if (!file.whole || file.state !== 'running') return;
  // Before its greeting nobody knows whether a sum will come.
  if (file.digest === null && (!file.peer.greeting.complete || speaksFiles(core, file.peer))) return;
  file.state = 'landing';
  core.outputs.push({ type: 'file_finish', file: file.key, digest: file.digest });
}

export function onDigest(core: Core, file: Incoming, digest: string): void {
  file.digest = digest;
  landDue(core, file);
}
