// A file that our user wants to send: taken, or refused with the reason.
import { newBudget } from '../../budget.ts';
import { emit, isListed } from '../../core.ts';
import type { Command, Reply } from '../../io/command.ts';
import type { Core, Peer } from '../../state.ts';
import { FILE_BLOCK, FILE_RESEND, FILE_RESTARTS, FILE_WINDOW } from '../../timing.ts';
import { enter, hasRoom, viewOf } from '../ledger.ts';
import type { Outgoing } from '../state.ts';
import { newWireId, resumeSending } from './life.ts';

const MOST_NAME_BYTES = 1024;

type SendFile = Extract<Command, { type: 'send_file' }>;

export function sendFile(core: Core, peer: Peer | undefined, asked: SendFile): Reply {
  const fault = faultOf(core, peer, asked);
  if (fault !== null || peer === undefined) {
    core.outputs.push({ type: 'file_close', source: asked.source });
    return fault ?? notListed();
  }
  const { source, name, size } = asked;
  const file: Outgoing = {
    side: 'out',
    key: core.nextFile++,
    peer,
    name,
    size,
    source,
    at: core.now,
    wire: newWireId(core, peer),
    block: FILE_BLOCK,
    mostBlocks: FILE_WINDOW,
    announcedOn: null,
    heard: false,
    window: FILE_WINDOW,
    next: 0,
    acked: 0,
    sentTo: -1,
    buffer: null,
    reading: false,
    patience: FILE_RESEND,
    restarts: newBudget(FILE_RESTARTS, core.now),
    signAt: core.now,
    // The first confirmation is shown at once.
    shownAt: 0,
    timers: {},
  };
  enter(core, file);
  emit(core, { type: 'file_progress', file: viewOf(file) });
  if (peer.state === 'online') resumeSending(core, file);
  return { ok: true, file: viewOf(file) };
}

function faultOf(core: Core, peer: Peer | undefined, { name, size }: SendFile): Reply | null {
  if (peer === undefined || !isListed(peer)) return notListed();
  if (!Number.isSafeInteger(size) || size < 0 || name === '' || name.length > MOST_NAME_BYTES)
    return { ok: false, code: 'bad_request', message: 'This is no file that could be sent.' };
  if (!hasRoom(core, peer, 'out'))
    return { ok: false, code: 'too_many', message: 'Too many files are on their way: wait for one to end.' };
  return null;
}

function notListed(): Reply {
  return { ok: false, code: 'unknown_contact', message: 'Add this contact first: it is not on your list.' };
}
