// What of files comes in: from the wire, from the disk, from the clock, from the user.
import type { WireMessage } from '../../messages/index.ts';
import { spend } from '../budget.ts';
import type { Input } from '../io/input.ts';
import type { Core, Peer } from '../state.ts';
import { ANSWERS, ANSWERS_A_SECOND } from '../timing.ts';
import { incoming, outgoing, show } from './ledger.ts';
import { dropOld } from './past.ts';
import { keep } from './record.ts';
import { onFiledata, onWritten } from './receive/blocks.ts';
import { hasRoomAgain, looksForRoom, onFull } from './receive/full.ts';
import { onDigest } from './receive/landing.ts';
import {
  onLaneGone,
  onLanded,
  onReady,
  onSenderPaused,
  onWithdrawn,
  planAsking,
  receivingDue,
  reopen,
  resumeReceiving,
  stopReceiving,
} from './receive/life.ts';
import { onOffer } from './receive/offer.ts';
import { onError, onOk } from './send/answers.ts';
import { onBlockRead, pumpAll } from './send/blocks.ts';
import { onSummed } from './send/digest.ts';
import {
  onOpened,
  onReceiverPaused,
  onStopped,
  resumeSending,
  sendingDue,
  stopReceiver,
  stopSending,
} from './send/life.ts';
import type { Incoming, Outgoing, Transfer } from './state.ts';

type FileCommand = Extract<WireMessage['command'], `file${string}` | 'folder_offer'>;
export type FileMessage = Extract<WireMessage, { command: FileCommand }>;
type DiskInput = Extract<Input, { type: `file_${string}` }>;

export function onFile(core: Core, peer: Peer, message: FileMessage): void {
  switch (message.command) {
    case 'filename':
      return onOffer(core, peer, { ...message, items: null });
    case 'folder_offer':
      return onOffer(core, peer, message);
    case 'filedata':
      return onFiledata(core, peer, message);
    case 'filedata_ok':
    case 'filedata_error': {
      const file = outgoing(peer, message.id);
      if (file === null) return onUnknown(core, peer, message.id);
      if (message.command === 'filedata_ok') return onOk(core, file, message.offset);
      return onError(core, file, message.offset);
    }
    case 'file_stop_sending': {
      // Of a file that has arrived it says nothing (quirk 5).
      const file = outgoing(peer, message.id);
      return file === null ? undefined : onStopped(core, file);
    }
    case 'file_stop_receiving':
      return onStopReceiving(core, peer, message.id);
    case 'file_digest': {
      const file = incoming(peer, message.id);
      return file === null ? undefined : onDigest(core, file, message.digest);
    }
    case 'file_pause_sending': {
      const file = outgoing(peer, message.id);
      return file === null ? undefined : onReceiverPaused(core, file);
    }
    case 'file_pause_receiving': {
      const file = incoming(peer, message.id);
      return file === null ? undefined : onSenderPaused(core, file);
    }
    default:
      return message satisfies never;
  }
}

/** It answers blocks of a file that has ended here. */
function onUnknown(core: Core, peer: Peer, id: string): void {
  if (spend(peer.answers, core.now, ANSWERS, ANSWERS_A_SECOND)) stopReceiver(core, peer, id);
}

function onStopReceiving(core: Core, peer: Peer, id: string): void {
  const withdrawn = incoming(peer, id);
  if (withdrawn !== null) return onWithdrawn(core, withdrawn);
  // A legacy receiver that gives up says the wrong word (quirk 3).
  const given = outgoing(peer, id);
  if (given !== null) onStopped(core, given);
}

export function onDisk(core: Core, input: DiskInput): void {
  const file = core.files.get(input.file);
  if (file === undefined) {
    // It ended while the disk was opening it.
    if (input.type === 'file_opened') core.outputs.push({ type: 'file_close', source: input.source });
    return;
  }
  if (input.type === 'file_failed') stop(core, file, input.why);
  else if (file.side === 'out') onSource(core, file, input);
  else onArriving(core, file, input);
}

function onSource(core: Core, file: Outgoing, input: DiskInput): void {
  if (input.type === 'file_block') onBlockRead(core, file, input.offset, input.bytes);
  else if (input.type === 'file_opened') onOpened(core, file, input.source);
  else if (input.type === 'file_digest') onSummed(core, file, input.digest);
}

function onArriving(core: Core, file: Incoming, input: DiskInput): void {
  if (input.type === 'file_ready') {
    hasRoomAgain(core, file);
    onReady(core, file, input.upTo);
  } else if (input.type === 'file_written') onWritten(core, file, input.upTo);
  else if (input.type === 'file_full') onFull(core, file);
  else if (input.type === 'file_landed') onLanded(core, file, input.path);
}

function stop(core: Core, file: Transfer, why: string): void {
  if (file.side === 'out') stopSending(core, file, why);
  else stopReceiving(core, file, why);
}

/** There is a network for the first time in this run: what an earlier one left goes on. */
export function beginFiles(core: Core): void {
  core.filesBegun = true;
  dropOld(core);
  for (const file of core.files.values()) {
    if (file.side === 'out') continue;
    reopen(core, file);
    planAsking(core, file);
  }
  // A power cut may have come between the record of its end and the deed.
  for (const { pastFiles } of core.peers.values())
    for (const kept of pastFiles)
      if (kept.direction === 'in' && kept.part !== '')
        core.outputs.push({ type: 'file_discard', file: kept.key, folder: kept.folder, part: kept.part });
}

/** Both connections stand: whatever was under way goes on. */
export function resumeFiles(core: Core, peer: Peer): void {
  for (const file of peer.files) {
    if (file.side === 'out') resumeSending(core, file);
    else resumeReceiving(core, file);
    // A folder for one that takes none has just ended.
    if (core.files.has(file.key)) show(core, file);
  }
}

/** They are no more. */
export function suspendFiles(core: Core, peer: Peer): void {
  for (const file of peer.files) {
    file.pausedThere = false;
    keep(core, file);
    show(core, file);
  }
}

/** The link has room again. */
export function pumpFiles(core: Core, peer: Peer): void {
  pumpAll(core, peer);
}

/** What was on it may be lost. */
export function onLaneLost(core: Core, peer: Peer): void {
  for (const file of peer.files) {
    if (file.side === 'in') onLaneGone(core, file);
    else file.next = Math.min(file.next, file.acked);
  }
  pumpAll(core, peer);
}

export function fileDue(core: Core, file: Transfer): void {
  if (file.side === 'out') sendingDue(core, file);
  else if (!looksForRoom(core, file)) receivingDue(core, file);
}
