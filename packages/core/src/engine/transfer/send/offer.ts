// A file that our user wants to send: taken, or refused with the reason.
import { isListed } from '../../core.ts';
import type { Command, Reply } from '../../io/command.ts';
import type { Core, Peer } from '../../state.ts';
import { FILE_BLOCK } from '../../timing.ts';
import { enter, hasRoom, show } from '../ledger.ts';
import { begun, newOutgoing } from '../record.ts';
import type { Outgoing } from '../state.ts';
import { viewOf } from '../view.ts';
import { takesFolders } from '../clients.ts';
import { newWireId, NO_FOLDERS, resumeSending } from './life.ts';

const MOST_NAME_BYTES = 1024;

type SendFile = Extract<Command, { type: 'send_file' }>;

export function sendFile(core: Core, peer: Peer | undefined, asked: SendFile): Reply {
  const fault = faultOf(core, peer, asked);
  if (fault !== null || peer === undefined) {
    core.outputs.push({ type: 'file_close', source: asked.source });
    return fault ?? notListed();
  }
  const { source, path, mark, name, size, items = null } = asked;
  const file: Outgoing = {
    ...newOutgoing(core.now),
    ...begun(peer, core.now),
    key: core.nextFile++,
    name,
    size,
    items,
    source,
    path,
    mark,
    at: core.now,
    movedAt: core.now,
    wire: newWireId(core, peer),
    block: FILE_BLOCK,
  };
  enter(core, file);
  show(core, file);
  if (peer.state === 'online') resumeSending(core, file);
  return { ok: true, file: viewOf(file, core.now) };
}

function faultOf(core: Core, peer: Peer | undefined, { name, size, items }: SendFile): Reply | null {
  if (peer === undefined || !isListed(peer)) return notListed();
  if (!Number.isSafeInteger(size) || size < 0 || name === '' || name.length > MOST_NAME_BYTES)
    return { ok: false, code: 'bad_request', message: 'This is no file that could be sent.' };
  if (items != null && peer.state === 'online' && !takesFolders(core, peer))
    return { ok: false, code: 'file_failed', message: NO_FOLDERS };
  if (!hasRoom(core, peer, 'out'))
    return { ok: false, code: 'too_many', message: 'Too many files are on their way: wait for one to end.' };
  return null;
}

function notListed(): Reply {
  return { ok: false, code: 'unknown_contact', message: 'Add this contact first: it is not on your list.' };
}
