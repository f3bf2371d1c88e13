// A file that a contact offers: a question to our user, or what he has said about such files once and for all.
import { answer, emit, isListed, violation } from '../../core.ts';
import type { Core, Peer } from '../../state.ts';
import { MOST_ENTRIES } from '../../../folder/list.ts';
import { FILE_BLOCK_MOST } from '../../timing.ts';
import { enter, hasRoom, incoming, showTurn } from '../ledger.ts';
import type { FileMessage } from '../on-file.ts';
import { forget, pastIncoming } from '../past.ts';
import { begun, newIncoming } from '../record.ts';
import { safeName } from '../safe-name.ts';
import type { Incoming } from '../state.ts';
import { viewOf } from '../view.ts';
import { acceptFile, goOn, planAsking } from './life.ts';

/** `items`: of a folder, how many files are in it. */
type Offer = Omit<Extract<FileMessage, { command: 'filename' }>, 'command'> & {
  readonly items: number | null;
};

export function onOffer(core: Core, peer: Peer, offer: Offer): void {
  const { id } = offer;
  const known = incoming(peer, id);
  if (known !== null) {
    if (known.size === offer.size && known.items === offer.items) return onRepeated(core, known);
    return violation(core, peer, 'it offers two files under one id');
  }
  if (isPastOffer(core, peer, offer)) return;
  const fault = faultOf(core, peer, offer);
  if (fault !== null) {
    if (fault !== '') violation(core, peer, fault);
    return void answer(core, peer, { command: 'file_stop_sending', id });
  }
  take(core, peer, offer);
}

/** A sender that has the extension repeats its offer to go on with it, or after its pause. */
function onRepeated(core: Core, file: Incoming): void {
  const paused = file.pausedThere;
  file.pausedThere = false;
  goOn(core, file);
  if (paused) showTurn(core, file);
}

/** It has ended here, and its sender missed the last word. A client of old may begin another one under the same id. */
function isPastOffer(core: Core, peer: Peer, { id, size, name }: Offer): boolean {
  const past = pastIncoming(peer, id);
  if (past === null) return false;
  if (past.size !== size || past.name !== safeName(name)) {
    forget(core, peer, past);
    return false;
  }
  if (past.state === 'done') answer(core, peer, { command: 'filedata_error', id, offset: size });
  else answer(core, peer, { command: 'file_stop_sending', id });
  return true;
}

/** Why it is not taken; empty where that is nobody's fault. */
function faultOf(core: Core, peer: Peer, { blockSize, items }: Offer): string | null {
  if (!isListed(peer) || peer.contact?.files.consent === 'never') return '';
  if (blockSize > FILE_BLOCK_MOST) return 'its file has too large blocks';
  if (items !== null && items > MOST_ENTRIES) return 'its folder has too many files';
  return hasRoom(core, peer, 'in') ? null : 'it offers too many files';
}

function take(core: Core, peer: Peer, { id, size, blockSize, items, name }: Offer): void {
  const file: Incoming = {
    ...newIncoming(),
    ...begun(peer, core.now),
    key: core.nextFile++,
    name: safeName(name),
    size,
    items,
    wire: id,
    block: blockSize,
    at: core.now,
    movedAt: core.now,
  };
  enter(core, file);
  const policy = peer.contact?.files;
  if (policy?.consent === 'always' && size <= policy.upTo) {
    acceptFile(core, file);
    return;
  }
  planAsking(core, file);
  emit(core, { type: 'file_offer', file: viewOf(file, core.now) });
}
