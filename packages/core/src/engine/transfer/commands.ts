// What our user wants of files.
import type { Command, Reply } from '../io/command.ts';
import type { Core } from '../state.ts';
import { forget } from './past.ts';
import { waitAnyway } from './receive/full.ts';
import { acceptFile, pauseReceiving, stopReceiving } from './receive/life.ts';
import { pauseSending, stopSending } from './send/life.ts';
import type { Transfer } from './state.ts';
import { viewOf } from './view.ts';

type FileCommand = Extract<
  Command,
  {
    type: 'accept_file' | 'refuse_file' | 'cancel_file' | 'pause_file' | 'resume_file' | 'forget_file';
  }
>;

const OK: Reply = { ok: true };

export function runFileCommand(core: Core, command: FileCommand): Reply {
  const file = core.files.get(command.file);
  if (file === undefined) return command.type === 'forget_file' ? forgetPast(core, command.file) : unknown();
  switch (command.type) {
    case 'accept_file':
      if (file.side === 'in') return acceptFile(core, file, command.folder);
      return refused('This is a file you send: the other side accepts it.');
    case 'refuse_file':
      if (file.side === 'in' && file.state === 'offered')
        return stop(core, file, 'You have refused this file.');
      return refused('This file is no offer to you: it can be cancelled.');
    case 'cancel_file':
      return stop(core, file, 'You have stopped this file.');
    case 'pause_file':
    case 'resume_file':
      return pause(core, file, command.type === 'pause_file');
    case 'forget_file':
      stop(core, file, 'You have stopped this file.');
      return forgetPast(core, command.file);
    default:
      return command satisfies never;
  }
}

function stop(core: Core, file: Transfer, why: string): Reply {
  if (file.side === 'out') stopSending(core, file, why, 'cancelled');
  else stopReceiving(core, file, why, 'cancelled');
  return OK;
}

function pause(core: Core, file: Transfer, paused: boolean): Reply {
  if (file.side === 'in' && (file.state === 'offered' || file.state === 'landing'))
    return refused(
      file.state === 'offered' ? 'Accept this file first.' : 'Every byte of this file is here already.',
    );
  if (file.side === 'in' && file.full && paused) waitAnyway(core, file);
  else if (file.pausedHere !== paused) {
    if (file.side === 'out') pauseSending(core, file, paused);
    else pauseReceiving(core, file, paused);
  }
  return { ok: true, file: viewOf(file, core.now) };
}

function forgetPast(core: Core, key: number): Reply {
  for (const peer of core.peers.values()) {
    const past = peer.pastFiles.find((kept) => kept.key === key);
    if (past === undefined) continue;
    forget(core, peer, past);
    return OK;
  }
  return unknown();
}

function unknown(): Reply {
  return { ok: false, code: 'unknown_file', message: 'There is no such file under way.' };
}

function refused(message: string): Reply {
  return { ok: false, code: 'bad_request', message };
}
