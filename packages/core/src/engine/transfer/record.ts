// A file as the store keeps it, and a file on its way made of that again.
import type { FileRecord, FileState } from '../../model.ts';
import { newBudget } from '../budget.ts';
import { save } from '../core.ts';
import type { Core, Peer } from '../state.ts';
import { FILE_ASK_AGAIN, FILE_RESEND, FILE_RESTARTS, FILE_TURNS, FILE_WINDOW } from '../timing.ts';
import { newMeter } from './rate.ts';
import type { Incoming, Outgoing, Transfer } from './state.ts';
import { movedOf, whyPaused } from './view.ts';

interface Ended {
  readonly state: Exclude<FileState, 'offered' | 'running' | 'paused'>;
  readonly why: string;
}

/** `ended`: how, once it has. */
export function recordOf(file: Transfer, ended: Ended | null = null): FileRecord {
  const { key, peer, wire, name, size, items, block, at, movedAt } = file;
  const common = { key, contact: peer.id, wire, name, size, items, block, at, movedAt };
  const now = {
    moved: movedOf(file),
    state: ended?.state ?? stateOf(file),
    why: ended?.why ?? whyPaused(file),
  };
  if (file.side === 'in') {
    const { folder, part } = file;
    return { ...common, ...now, direction: 'in', folder, part, path: null };
  }
  const { path, mark, announcedOn } = file;
  return { ...common, ...now, direction: 'out', path, mark, announced: announcedOn !== null };
}

function stateOf(file: Transfer): FileState {
  if (file.pausedHere) return 'paused';
  return file.side === 'in' && file.state === 'offered' ? 'offered' : 'running';
}

export function keep(core: Core, file: Transfer): void {
  save(core, { type: 'file', file: recordOf(file) });
}

/** What every file begins with, in this run. */
export function begun(peer: Peer, now: number) {
  return {
    peer,
    pausedHere: false,
    pausedThere: false,
    signAt: now,
    // The first confirmation is shown at once.
    shownAt: 0,
    meter: newMeter(now, 0),
    turns: newBudget(FILE_TURNS, now),
    timers: {},
  };
}

/** A file under way in an earlier run. */
export function restored(kept: FileRecord, peer: Peer, now: number): Transfer {
  const { key, wire, name, size, items, block, at, movedAt, moved } = kept;
  const pausedHere = kept.state === 'paused';
  const common = { ...begun(peer, now), key, wire, name, size, items, block, at, movedAt, pausedHere };
  if (kept.direction === 'in') {
    const { folder, part } = kept;
    const state = kept.state === 'offered' ? 'offered' : 'kept';
    const full = pausedHere && kept.why !== '';
    return { ...newIncoming(), ...common, state, full, folder, part, expected: moved, written: moved };
  }
  const { path, mark, announced } = kept;
  const taken = moved > 0;
  return {
    ...newOutgoing(now),
    ...common,
    path,
    mark,
    announcedOn: announced ? 0 : null,
    heard: taken,
    taken,
  };
}

/** Nothing is known of it yet. */
export function newIncoming(): Omit<
  Incoming,
  | 'key'
  | 'peer'
  | 'name'
  | 'size'
  | 'items'
  | 'wire'
  | 'at'
  | 'block'
  | 'movedAt'
  | keyof ReturnType<typeof begun>
> {
  return {
    side: 'in',
    state: 'offered',
    folder: null,
    part: '',
    expected: 0,
    written: 0,
    whole: false,
    digest: null,
    unconfirmed: [],
    confirmedTo: 0,
    confirmedAt: 0,
    ahead: new Map(),
    aheadBytes: 0,
    asked: false,
    behind: false,
    full: false,
    damaged: 0,
    patience: FILE_ASK_AGAIN,
  };
}

export function newOutgoing(
  now: number,
): Omit<
  Outgoing,
  | 'key'
  | 'peer'
  | 'name'
  | 'size'
  | 'items'
  | 'wire'
  | 'at'
  | 'block'
  | 'movedAt'
  | 'path'
  | 'mark'
  | keyof ReturnType<typeof begun>
> {
  return {
    side: 'out',
    source: null,
    opening: false,
    mostBlocks: FILE_WINDOW,
    announcedOn: null,
    heard: false,
    taken: false,
    unanswered: false,
    seeking: false,
    window: FILE_WINDOW,
    turn: 0,
    next: 0,
    acked: 0,
    sentTo: -1,
    buffer: null,
    reading: false,
    digest: null,
    summing: false,
    digestOn: null,
    patience: FILE_RESEND,
    restarts: newBudget(FILE_RESTARTS, now),
  };
}
