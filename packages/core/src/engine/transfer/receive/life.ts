// How receiving begins, goes on after a break, waits and ends (protocol.md, section 8).
import { wantLanes } from '../../bulk/open.ts';
import { answer, newHex, tell } from '../../core.ts';
import type { Reply } from '../../io/command.ts';
import type { Core } from '../../state.ts';
import {
  FILE_ABSENCE,
  FILE_ASK_AGAIN,
  FILE_ASK_CAP,
  FILE_ASK_OLD_AGAIN,
  FILE_LOOK_AGAIN,
  FILE_LOOK_FOR_ROOM,
  FILE_SILENCE,
  FILE_STILL_ASKING,
} from '../../timing.ts';
import { speaksFiles } from '../clients.ts';
import { arrive, end, show, showTurn, withdraw } from '../ledger.ts';
import { keep } from '../record.ts';
import type { Incoming } from '../state.ts';
import { viewOf } from '../view.ts';
import { confirmAll } from './confirm.ts';
import { landDue } from './landing.ts';

const PART_BYTES = 16;

/** `folder`: in place of the one for this contact's files. */
export function acceptFile(core: Core, file: Incoming, folder?: string): Reply {
  if (file.state === 'offered') {
    file.folder = folder ?? file.peer.contact?.files.folder ?? null;
    file.part = newHex(core, PART_BYTES);
    create(core, file);
    keep(core, file);
    show(core, file);
  }
  return { ok: true, file: viewOf(file, core.now) };
}

/** The first network of this run, or a full disk is looked at again: the disk is asked what it has. */
export function reopen(core: Core, file: Incoming): void {
  if (file.state === 'kept') create(core, file);
}

function create(core: Core, file: Incoming): void {
  const { key, folder, part, name, size, items } = file;
  file.state = 'opening';
  file.signAt = core.now;
  core.outputs.push({ type: 'file_create', file: key, folder, part, name, size, items });
  planAsking(core, file);
}

/** Of an earlier run there may be less than was said of it. */
export function onReady(core: Core, file: Incoming, upTo: number): void {
  if (file.state !== 'opening') return;
  file.state = 'running';
  file.written = Math.min(upTo, file.size);
  file.expected = file.written;
  file.meter.moved = file.written;
  onSign(core, file);
  goOn(core, file);
  wantLanes(core, file.peer);
  planAsking(core, file);
}

/** Blocks that were on a lane may be lost with it. */
export function onLaneGone(core: Core, file: Incoming): void {
  if (file.state === 'running' && !file.pausedHere) ask(core, file);
}

/**
 * The session stands (again): whatever came before is known by where we stand. A sender that has the extension repeats its
 * offer, and is answered then.
 */
export function resumeReceiving(core: Core, file: Incoming): void {
  onSign(core, file);
  if (!speaksFiles(core, file.peer)) ask(core, file);
  landDue(core, file);
  wantLanes(core, file.peer);
  planAsking(core, file);
}

/** What the sender is to do now: go on from where we stand, or wait. */
export function goOn(core: Core, file: Incoming): void {
  if (file.state === 'running' && !file.pausedHere) return ask(core, file);
  if ((file.state === 'offered' || file.pausedHere) && speaksFiles(core, file.peer))
    answer(core, file.peer, { command: 'file_pause_sending', id: file.wire });
}

/** Where the sender is to go on. While our user thinks it over, that is the start. */
export function ask(core: Core, file: Incoming): void {
  if (file.state === 'landing' || file.state === 'opening' || file.state === 'kept') return;
  // Where too much was answered already, the next block asks.
  file.asked = answer(core, file.peer, { command: 'filedata_error', id: file.wire, offset: file.expected });
}

/** Something of it came, or may come now. */
export function onSign(core: Core, file: Incoming): void {
  file.signAt = core.now;
  const patience = speaksFiles(core, file.peer) ? FILE_ASK_AGAIN : FILE_ASK_OLD_AGAIN;
  if (file.patience === patience) return;
  file.patience = patience;
  planAsking(core, file);
}

/** Nothing goes on by our user's wish, or it does again. */
export function pauseReceiving(core: Core, file: Incoming, paused: boolean): void {
  file.pausedHere = paused;
  file.asked = false;
  onSign(core, file);
  keep(core, file);
  if (!paused) reopen(core, file);
  goOn(core, file);
  planAsking(core, file);
  show(core, file);
}

export function onSenderPaused(core: Core, file: Incoming): void {
  if (file.pausedThere) return;
  file.pausedThere = true;
  showTurn(core, file);
}

export function onLanded(core: Core, file: Incoming, path: string): void {
  file.written = file.size;
  confirmAll(core, file);
  arrive(core, file, path);
}

/** Our user, our disk, or a rule ends it. */
export function stopReceiving(
  core: Core,
  file: Incoming,
  why: string,
  state: 'failed' | 'cancelled' = 'failed',
): void {
  tell(core, file.peer, { command: 'file_stop_sending', id: file.wire });
  end(core, file, state, why);
}

export function onWithdrawn(core: Core, file: Incoming): void {
  const why = 'The sender has stopped this file.';
  if (file.state === 'offered') withdraw(core, file, why);
  // Every byte may be here already.
  else if (file.state !== 'landing') end(core, file, 'cancelled', why);
}

export function receivingDue(core: Core, file: Incoming): void {
  if (file.state === 'landing') return;
  const online = file.peer.state === 'online';
  const waits = file.state !== 'running' || file.pausedHere || file.pausedThere;
  const silence = core.now - file.signAt;
  if (core.now - file.movedAt >= FILE_ABSENCE)
    return stopReceiving(core, file, 'Nothing came of it for 30 days: given up.');
  if (online && !waits && silence >= FILE_SILENCE)
    return stopReceiving(core, file, 'Nothing more comes from the sender: given up.');
  if (online && !file.pausedThere) stillThere(core, file, silence);
  planAsking(core, file);
}

function stillThere(core: Core, file: Incoming, silence: number): void {
  if (file.state === 'offered' || file.pausedHere) {
    // Whoever has the extension was told once, and that holds.
    if (!speaksFiles(core, file.peer)) ask(core, file);
  } else if (silence >= file.patience) {
    file.patience = Math.min(2 * file.patience, FILE_ASK_CAP);
    // Else the disk is what it waits for.
    if (file.written === file.expected) ask(core, file);
  }
}

export function planAsking(core: Core, file: Incoming): void {
  core.timers.set(file, 'file', core.now + untilLook(core, file));
}

function untilLook(core: Core, { peer, state, pausedHere, full, signAt, patience }: Incoming): number {
  if (full) return FILE_LOOK_FOR_ROOM;
  if (peer.state !== 'online') return FILE_LOOK_AGAIN;
  if (state === 'offered' || pausedHere) return FILE_STILL_ASKING;
  const silence = core.now - signAt;
  return silence < patience ? patience - silence : patience;
}
