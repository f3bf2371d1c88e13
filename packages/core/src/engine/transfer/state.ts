// What the engine holds of one file on its way, out or in.
import type { Budget } from '../budget.ts';
import type { FileKey, LinkId } from '../io/keys.ts';
import type { Peer } from '../state.ts';
import type { TimerOwner } from '../timers.ts';
import type { Meter } from './rate.ts';

interface Common extends TimerOwner {
  readonly key: FileKey;
  readonly peer: Peer;
  readonly size: number;
  /** Of a folder: how many files are in it. */
  readonly items: number | null;
  readonly at: number;
  /** Bytes of a block but the last. */
  block: number;
  /** When it last moved on, also in an earlier run. */
  movedAt: number;
  /** Nothing is to move: by our user's wish, and by the other side's word in this session. */
  pausedHere: boolean;
  pausedThere: boolean;
  /** When something of the other side last moved it on. */
  signAt: number;
  /** When its progress was last shown. */
  shownAt: number;
  readonly meter: Meter;
  /** Bounds how often the other side may change its state before our user's eyes. */
  readonly turns: Budget;
}

export interface Outgoing extends Common {
  readonly side: 'out';
  readonly name: string;
  /** Where it lies, and what tells it from another one there. */
  readonly path: string;
  readonly mark: string;
  /** What the driver calls the file we read; null before it is open (again), and then it may have been asked to open it. */
  source: number | null;
  opening: boolean;
  /** Its id on the wire. */
  wire: string;
  /** How many blocks may be under way once something is confirmed. */
  mostBlocks: number;
  /** The connection that carried `filename`; null before that, 0 where it was one of an earlier run. */
  announcedOn: LinkId | null;
  /** The other side said something of it: so it knows of it. */
  heard: boolean;
  /** It wants it: it asked for a part of it, or confirmed one. */
  taken: boolean;
  /** It was announced again, and the receiver has not said yet where to go on. */
  unanswered: boolean;
  /** A legacy receiver that an earlier run of ours sent to: only the last block makes it say where it stands. */
  seeking: boolean;
  /** When a block of it was last sent, counted over the files to this peer. */
  turn: number;
  /** Blocks that may be under way; 1 while it is doubtful what arrived. */
  window: number;
  /** Offset of the next block to send, and of the first that is not confirmed. */
  next: number;
  acked: number;
  /** Offset of the furthest block ever sent; -1 before the first. */
  sentTo: number;
  /** What was read ahead. */
  buffer: { readonly offset: number; readonly bytes: Uint8Array } | null;
  reading: boolean;
  /** The SHA-256 of all of it, asked of the disk once all was sent, and the connection that carried it. */
  digest: string | null;
  summing: boolean;
  digestOn: LinkId | null;
  /** Milliseconds of silence until it sends again. */
  patience: number;
  /** Bounds how often the other side may make it begin again. */
  readonly restarts: Budget;
}

export interface Incoming extends Common {
  readonly side: 'in';
  /** Made safe. */
  readonly name: string;
  readonly wire: string;
  /**
   * `kept`: taken in an earlier run, and the disk was not asked for it yet. `opening`: the disk makes room, or looks what it
   * has. `landing`: every byte is there, and the disk gives it its name.
   */
  state: 'offered' | 'kept' | 'opening' | 'running' | 'landing';
  /** Where it goes, and the name of the unfinished file; chosen when it is taken. */
  folder: string | null;
  part: string;
  /** Offset of the first byte that we do not have. */
  expected: number;
  /** Of those before `expected`, how many the disk has. */
  written: number;
  /** Its last byte came. */
  whole: boolean;
  /** What its sender says that all of it comes to. */
  digest: string | null;
  /** Blocks to be confirmed once the disk has them, in order. */
  readonly unconfirmed: { readonly offset: number; readonly end: number }[];
  /** How far, and when, the sender last heard that the disk has it. */
  confirmedTo: number;
  confirmedAt: number;
  /** Blocks that came before those in front of them, by lanes that are faster; and their bytes. */
  readonly ahead: Map<number, Uint8Array>;
  aheadBytes: number;
  /** The gap was reported, and nothing has filled it yet. */
  asked: boolean;
  /** Blocks were dropped because the disk was too slow for them. */
  behind: boolean;
  /** It is paused because the disk has no room. */
  full: boolean;
  /** Wrong blocks since the last right one. */
  damaged: number;
  /** Milliseconds of silence until it is asked for again. */
  patience: number;
}

export type Transfer = Outgoing | Incoming;
