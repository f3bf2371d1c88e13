// What of files comes in: from the wire, from the disk, from the clock, from the user.
import type { WireMessage } from '../../messages/index.ts';
import { spend } from '../budget.ts';
import type { Command, Reply } from '../io/command.ts';
import type { Input } from '../io/input.ts';
import type { Core, Peer } from '../state.ts';
import { ANSWERS, ANSWERS_A_SECOND } from '../timing.ts';
import { incoming, outgoing } from './ledger.ts';
import {
  acceptFile,
  onFiledata,
  onFilename,
  onLanded,
  onWithdrawn,
  onWritten,
  receivingDue,
  resumeReceiving,
  stopReceiving,
} from './receive.ts';
import { onError, onOk } from './send/answers.ts';
import { onBlockRead, pump } from './send/blocks.ts';
import { onStopped, resumeSending, sendingDue, stopReceiver, stopSending } from './send/life.ts';
import type { Transfer } from './state.ts';

type FileCommand = Extract<WireMessage['command'], `file${string}`>;
export type FileMessage = Extract<WireMessage, { command: FileCommand }>;
type DiskInput = Extract<Input, { type: `file_${string}` }>;

export function onFile(core: Core, peer: Peer, message: FileMessage): void {
  switch (message.command) {
    case 'filename':
      return onFilename(core, peer, message);
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
  if (file === undefined) return;
  if (input.type === 'file_failed') return stop(core, file, input.why);
  if (input.type === 'file_block') {
    if (file.side === 'out') onBlockRead(core, file, input.offset, input.bytes);
  } else if (file.side === 'in') {
    if (input.type === 'file_written') onWritten(core, file, input.upTo);
    else onLanded(core, file, input.path);
  }
}

/** Both connections stand: whatever was under way goes on. */
export function resumeFiles(core: Core, peer: Peer): void {
  for (const file of peer.files) {
    if (file.side === 'out') resumeSending(core, file);
    else resumeReceiving(core, file);
  }
}

/** The link has room again. */
export function pumpFiles(core: Core, peer: Peer): void {
  for (const file of peer.files) if (file.side === 'out') pump(core, file);
}

export function fileDue(core: Core, file: Transfer): void {
  if (file.side === 'out') sendingDue(core, file);
  else receivingDue(core, file);
}

export function answerOffer(
  core: Core,
  command: Extract<Command, { type: 'accept_file' | 'cancel_file' }>,
): Reply {
  const file = core.files.get(command.file);
  if (file === undefined)
    return { ok: false, code: 'unknown_file', message: 'There is no such file under way.' };
  if (command.type === 'cancel_file') {
    stop(core, file, 'You have stopped this file.');
    return { ok: true };
  }
  if (file.side === 'in') return acceptFile(core, file);
  return { ok: false, code: 'bad_request', message: 'This is a file you send: the other side accepts it.' };
}

function stop(core: Core, file: Transfer, why: string): void {
  if (file.side === 'out') stopSending(core, file, why);
  else stopReceiving(core, file, why);
}
