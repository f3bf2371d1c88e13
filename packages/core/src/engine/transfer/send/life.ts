// How sending begins, goes on after a break, and ends (protocol.md, section 8).
import { send, tell } from '../../core.ts';
import type { Core, Peer } from '../../state.ts';
import { isOldPython } from '../clients.ts';
import { FILE_RESEND_CAP, FILE_SILENCE } from '../../timing.ts';
import { end, outgoing } from '../ledger.ts';
import type { Outgoing } from '../state.ts';
import { pump } from './blocks.ts';
import { chooseWindow, doubt } from './pace.ts';

/** 32 random bits in decimal, as the legacy client has them. */
export function newWireId(core: Core, peer: Peer): string {
  for (;;) {
    let number = 0;
    for (const byte of core.random.bytes(4)) number = number * 256 + byte;
    if (outgoing(peer, `${number}`) === null) return `${number}`;
  }
}

/**
 * The session stands (again). What was on its way may be lost, the answers too: one block from where it was confirmed
 * shows which. `filename` is never repeated: a legacy receiver would take it for another offer.
 */
export function resumeSending(core: Core, file: Outgoing): void {
  file.signAt = core.now;
  if (file.announcedOn === null) announce(core, file);
  else stepBack(core, file);
  wakeLater(core, file, file.patience);
}

function announce(core: Core, file: Outgoing): void {
  const { link } = file.peer.in ?? {};
  if (link === undefined) return;
  const { wire: id, size, name } = file;
  chooseWindow(file, file.peer);
  file.announcedOn = link;
  send(core, link, { command: 'filename', id, size, blockSize: file.block, name });
  pump(core, file);
}

/** The other side gave up, or knows nothing of it. */
export function onStopped(core: Core, file: Outgoing): void {
  // The connection with the offer may have died before it arrived: offered once more, under an id that no late answer names.
  if (!file.heard && file.announcedOn !== null && !core.links.has(file.announcedOn)) {
    file.wire = newWireId(core, file.peer);
    file.announcedOn = null;
    file.next = 0;
    if (file.peer.state === 'online') announce(core, file);
    return;
  }
  stopReceiver(core, file.peer, file.wire);
  end(core, file, 'The other side does not take this file.');
}

/** Our user, or our disk, ends it. */
export function stopSending(core: Core, file: Outgoing, why: string): void {
  if (file.announcedOn !== null) stopReceiver(core, file.peer, file.wire);
  end(core, file, why);
}

/**
 * To a legacy client behind the last block, on the connection of the blocks: one that hears of it on another closes its
 * file while it writes to it, fails over that, and keeps the unfinished file for ever.
 */
export function stopReceiver(core: Core, peer: Peer, id: string): void {
  const stop = { command: 'file_stop_receiving', id } as const;
  if (peer.in !== null && isOldPython(peer)) send(core, peer.in.link, stop);
  else tell(core, peer, stop);
}

/** A wrong checksum is never reported (quirk 1), and last blocks that are lost are never missed: so silence is an answer, too. */
export function sendingDue(core: Core, file: Outgoing): void {
  if (file.peer.state !== 'online') return;
  const silence = core.now - file.signAt;
  if (silence >= FILE_SILENCE) return stopSending(core, file, 'The other side does not answer: given up.');
  if (silence < file.patience) return wakeLater(core, file, file.patience - silence);
  if (!file.reading && file.peer.in?.congestedSince === null) stepBack(core, file);
  file.patience = Math.min(FILE_RESEND_CAP, 2 * file.patience);
  wakeLater(core, file, file.patience);
}

function stepBack(core: Core, file: Outgoing): void {
  doubt(file);
  pump(core, file);
}

function wakeLater(core: Core, file: Outgoing, after: number): void {
  core.timers.set(file, 'file', core.now + after);
}
