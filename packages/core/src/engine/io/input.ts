// What goes into the engine: everything that happens to it.
import type { Command } from './command.ts';
import type { FileKey, LinkId } from './keys.ts';

/** Why a dial came to nothing, in tor's terms (proposal 304) and ours. */
export type DialFailure =
  | 'not_published'
  | 'bad_descriptor'
  | 'introduction_failed'
  | 'rendezvous_failed'
  | 'authorization'
  | 'bad_address'
  | 'port_refused'
  | 'timeout'
  | 'tor_unavailable'
  | 'cancelled'
  | 'failed';

export type Input =
  | { readonly type: 'connected'; readonly link: LinkId }
  | { readonly type: 'dial_failed'; readonly link: LinkId; readonly reason: DialFailure }
  | { readonly type: 'accepted'; readonly link: LinkId }
  /** One line without its LF. The engine reads it at once and keeps no part of it. */
  | { readonly type: 'line'; readonly link: LinkId; readonly line: Uint8Array }
  /** All lines that came at once were handed over: what they deserve together is said now. */
  | { readonly type: 'lines_done' }
  /** The peer sent more than a line may have; the driver has stopped reading. */
  | { readonly type: 'overlong'; readonly link: LinkId }
  | { readonly type: 'closed'; readonly link: LinkId }
  /** More unsent bytes wait on a link than `CONGESTED_BYTES`; `drained` when they are gone. */
  | { readonly type: 'congested'; readonly link: LinkId }
  | { readonly type: 'drained'; readonly link: LinkId }
  /** Whether dialling makes sense: tor is bootstrapped and has a network. */
  | { readonly type: 'network'; readonly up: boolean }
  /** Our onion service was uploaded to enough directories (again). */
  | { readonly type: 'published' }
  | { readonly type: 'command'; readonly ref: number; readonly command: Command }
  /** The time an earlier `wake` named has come. */
  | { readonly type: 'tick' }
  /** So many bytes may have been given to a lane in all; with the first of these it stands. */
  | { readonly type: 'lane_room'; readonly link: LinkId; readonly upTo: number }
  /** A frame of a lane, opened: words, and the block they speak of. The bytes are the engine's from now on. */
  | {
      readonly type: 'lane_frame';
      readonly link: LinkId;
      readonly head: Uint8Array;
      readonly bytes: Uint8Array;
    }
  /** What `file_read` asked for, all of it. The bytes are the engine's until it asks for more of this file. */
  | {
      readonly type: 'file_block';
      readonly file: FileKey;
      readonly offset: number;
      readonly bytes: Uint8Array;
    }
  /** The file to send is open under this name, and is the one that was offered. */
  | { readonly type: 'file_opened'; readonly file: FileKey; readonly source: number }
  /** SHA-256 in hex of all that is to be sent, which has not changed since it was offered. */
  | { readonly type: 'file_digest'; readonly file: FileKey; readonly digest: string }
  /** There is room for what comes, and the disk has all bytes before this offset. */
  | { readonly type: 'file_ready'; readonly file: FileKey; readonly upTo: number }
  /** All bytes before this offset were written. */
  | { readonly type: 'file_written'; readonly file: FileKey; readonly upTo: number }
  /** The finished file has its name; `path` is where. */
  | { readonly type: 'file_landed'; readonly file: FileKey; readonly path: string }
  /** The disk has no room for more of it, and keeps what it has: nothing else is heard of it before the next `file_create`. */
  | { readonly type: 'file_full'; readonly file: FileKey }
  /** It could not be read or written, or given its name. `why` is a sentence for the user. */
  | { readonly type: 'file_failed'; readonly file: FileKey; readonly why: string };
