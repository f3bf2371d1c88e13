// What comes out of the engine: everything it wants done, in this order.
import type { TorchatId } from '../../identity/id.ts';
import type { Share } from '../../model.ts';
import type { Change } from '../../ports.ts';
import type { FrameKeys } from '../../tunnel/proof.ts';
import type { Reply, TunnelOpening } from './command.ts';
import type { Event } from './event.ts';
import type { FileKey, LinkId } from './keys.ts';

export type Output =
  /**
   * `probing`: that nobody answers at its introduction points is an answer. `once`: what fails is not tried on other circuits.
   * `apart`: on a circuit that no other connection uses. `refetch`: by what the directories say now, not by what tor remembers.
   */
  | {
      readonly type: 'dial';
      readonly link: LinkId;
      readonly id: TorchatId;
      readonly deadline: number;
      readonly probing?: boolean;
      readonly once?: boolean;
      readonly apart?: boolean;
      readonly refetch?: boolean;
    }
  /** Our onion service: nobody else runs it, as far as can be told; or somebody does. */
  | { readonly type: 'publish' }
  | { readonly type: 'withdraw' }
  /** One line with its LF. The bytes are the driver's from now on. */
  | { readonly type: 'send'; readonly link: LinkId; readonly bytes: Uint8Array }
  /** Also cancels a dial. What was sent before still goes out. */
  | { readonly type: 'close'; readonly link: LinkId }
  /** Durable before any later output takes effect. */
  | { readonly type: 'save'; readonly change: Change }
  | { readonly type: 'event'; readonly event: Event }
  | { readonly type: 'reply'; readonly ref: number; readonly reply: Reply }
  /** Call `tick` at this time (milliseconds); replaces the earlier wish. */
  | { readonly type: 'wake'; readonly at: number }
  | FileOutput
  | LaneOutput
  | TunnelOutput;

/** Streams beside the session that carry blocks (extension `bulk`); `close` ends one, `closed` tells that it ended or never stood. */
export type LaneOutput =
  /** A stream of its own to the contact: `circuit` tells apart those that share none. */
  | ({
      readonly type: 'lane_dial';
      readonly link: LinkId;
      readonly id: TorchatId;
      readonly circuit: number;
      readonly deadline: number;
    } & Omit<TunnelOpening, 'kind'>)
  /** This connection is a lane from now on, and no link any more: `ok` is the line that accepts it. */
  | {
      readonly type: 'lane_arrived';
      readonly link: LinkId;
      readonly ok: Uint8Array;
      readonly keys: FrameKeys;
    }
  /** One frame of both; `head` has up to 255 bytes. `bytes` are read before the next input. */
  | {
      readonly type: 'lane_send';
      readonly link: LinkId;
      readonly head: Uint8Array;
      readonly bytes: Uint8Array;
    };

/** What becomes of streams that are tunnels (extension `tunnel`). */
export type TunnelOutput =
  /** This connection is a tunnel from now on, and no link any more: `ok` is the line that accepts it. */
  | {
      readonly type: 'tunnel_arrived';
      readonly link: LinkId;
      readonly id: TorchatId;
      readonly share: Share;
      readonly ok: Uint8Array;
      readonly keys: FrameKeys;
    }
  /** Tunnels of this contact end, those to one of our services or all of both sides. */
  | { readonly type: 'tunnels_cut'; readonly id: TorchatId; readonly service: string | null };

/** What the disk is to do, in this order for each file; answered by the inputs `file_*`. */
export type FileOutput =
  /** A file to send, after a new start; it has to be the one that was offered. */
  | {
      readonly type: 'file_open';
      readonly file: FileKey;
      readonly path: string;
      readonly mark: string;
      readonly size: number;
    }
  /** Exactly so many bytes of what we send. */
  | {
      readonly type: 'file_read';
      readonly file: FileKey;
      readonly source: number;
      readonly offset: number;
      readonly length: number;
    }
  /** What all of it comes to, once it was read to its end. */
  | { readonly type: 'file_sum'; readonly file: FileKey; readonly source: number }
  /** Nothing more is read from this source. */
  | { readonly type: 'file_close'; readonly source: number }
  /** The user wants this file: room for it, under no name yet. What an earlier run had of it, or a full disk, is kept. */
  | {
      readonly type: 'file_create';
      readonly file: FileKey;
      readonly folder: string | null;
      readonly part: string;
      readonly name: string;
      readonly size: number;
      /** Of a folder: how many files are in it. */
      readonly items: number | null;
    }
  /** Offsets ascend without a gap. The bytes are the driver's from now on. */
  | {
      readonly type: 'file_write';
      readonly file: FileKey;
      readonly offset: number;
      readonly bytes: Uint8Array;
    }
  /**
   * Every byte was handed over: it gets its name once all are safe on the disk and come to this SHA-256; null: its sender
   * tells none.
   */
  | { readonly type: 'file_finish'; readonly file: FileKey; readonly digest: string | null }
  /** Nothing is to stay under its hidden name; what landed has its own. */
  | {
      readonly type: 'file_discard';
      readonly file: FileKey;
      readonly folder: string | null;
      readonly part: string;
    };
