// What the engine holds of one file on its way, out or in.
import type { Budget } from '../budget.ts';
import type { FileKey, LinkId } from '../io/keys.ts';
import type { Peer } from '../state.ts';
import type { TimerOwner } from '../timers.ts';

interface Common extends TimerOwner {
  readonly key: FileKey;
  readonly peer: Peer;
  readonly size: number;
  readonly at: number;
  /** When something of the other side last moved it on. */
  signAt: number;
  /** When its progress was last shown. */
  shownAt: number;
}

export interface Outgoing extends Common {
  readonly side: 'out';
  readonly name: string;
  /** What the driver calls the file we read. */
  readonly source: number;
  /** Its id on the wire. */
  wire: string;
  /** Bytes of a block, and how many may be under way once something is confirmed. */
  block: number;
  mostBlocks: number;
  /** The connection that carried `filename`; null before that. */
  announcedOn: LinkId | null;
  /** The other side said something of it: so it knows of it. */
  heard: boolean;
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
  readonly blockSize: number;
  /** `landing`: every byte is there, and the disk gives it its name. */
  state: 'offered' | 'running' | 'landing';
  /** Offset of the first byte that we do not have. */
  expected: number;
  /** Of those before `expected`, how many the disk has. */
  written: number;
  /** Blocks to be confirmed once the disk has them, in order. */
  readonly unconfirmed: { readonly offset: number; readonly end: number }[];
  /** The gap was reported, and nothing has filled it yet. */
  asked: boolean;
  /** Blocks were dropped because the disk was too slow for them. */
  behind: boolean;
  /** Wrong blocks since the last right one. */
  damaged: number;
}

export type Transfer = Outgoing | Incoming;
