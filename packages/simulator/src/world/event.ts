// What a world tells while it lives. Every event has its time: milliseconds since the world began.
import type { Presence } from '@torchat/core';

interface Timed {
  /** Milliseconds since the world began. */
  readonly at: number;
  /** By place in the cast, as all people here. */
  readonly who: number;
}

export type SimEvent = Timed &
  (
    | { readonly type: 'up' }
    /** Its program has ended, in order or not. */
    | { readonly type: 'down' }
    /** From now on `who` shows `contact` as this. */
    | { readonly type: 'presence'; readonly contact: number; readonly presence: Presence }
    /** The client of `who` has taken this text on its books: it is owed from now on. */
    | { readonly type: 'text_taken'; readonly to: number; readonly text: string }
    /** `who` was shown this text as one of `from`. */
    | { readonly type: 'text_shown'; readonly from: number; readonly text: string }
    /** `who` was told that `to` has it. */
    | { readonly type: 'text_delivered'; readonly to: number; readonly text: string }
    | { readonly type: 'file_taken'; readonly to: number; readonly name: string; readonly size: number }
    /** The end at the receiver; `right`: its bytes are those of `bytesOf`. */
    | { readonly type: 'file_landed'; readonly from: number; readonly name: string; readonly right: boolean }
    /** The end at the sender, or at a receiver who did not get it. */
    | { readonly type: 'file_failed'; readonly other: number; readonly name: string; readonly why: string }
    /** A round through a forwarded port; `right`: what came back is what went. Errors are rounds that are not right. */
    | {
        readonly type: 'forward_done';
        readonly to: number;
        readonly name: string;
        readonly size: number;
        readonly milliseconds: number;
        readonly right: boolean;
        readonly why: string;
      }
    | { readonly type: 'contact'; readonly contact: number; readonly change: 'added' | 'removed' }
    /** The account runs on another machine too, says this one, and stays offline; null: no more. */
    | { readonly type: 'twin'; readonly on: boolean }
    /** `who` accuses somebody of breaking the protocol; null: it does not know whom. */
    | { readonly type: 'violation'; readonly contact: number | null; readonly what: string }
    /** A connection of our own past loopback. */
    | { readonly type: 'connection'; readonly to: string }
    | { readonly type: 'error'; readonly what: string }
  );

/** What a client costs, as far as its world can tell. */
export interface Sample {
  readonly at: number;
  readonly who: number;
  /** Bytes of resident memory of the client's processes, its tor left out. */
  readonly memory?: number;
  /** Processor time since its start, milliseconds. */
  readonly cpu?: number;
  /** Bytes that it sent and received since its start, see `SimResult.traffic`. */
  readonly sent?: number;
  readonly received?: number;
}
