// What every message file exports: the shape of one command on the wire.
import type { ArgumentReader } from '../wire/argument-reader.ts';
import type { LineWriter } from '../wire/line-writer.ts';

/**
 * The connection of the receiver on which a command may arrive: `in` is the one the sender opened,
 * `out` the one the receiver opened. `first`: as the first line of a connection of its own, `answer`: as its answer there. `lane`: as a
 * frame of a stream of blocks.
 */
export type Via = 'in' | 'out' | 'either' | 'first' | 'answer' | 'lane';

/** `Sent` is narrower than `Read` where we never write all that we understand. */
export interface Format<Read extends { readonly command: string }, Sent extends Read = Read> {
  readonly command: Read['command'];
  readonly via: Via;
  /** Reads all arguments; the reader knows whether one was wrong. */
  decode(args: ArgumentReader): Read;
  encode(message: Sent, line: LineWriter): void;
}

/** Longest id of a file, a probe or an epoch: ours have 22 characters, a legacy one 10, a UUID 36. */
export const MAX_TOKEN_BYTES = 128;

/** A key or a proof of the seal. */
export const SEAL_KEY_BYTES = 32;

/** Longest cookie: ours have 78 digits, the longest seen in another client 100 characters. */
export const MAX_COOKIE_BYTES = 512;

/** Longest voucher: ours have 1064 bytes. */
export const MAX_VOUCHER_BYTES = 2048;

/** Longest name of a machine. */
export const MAX_MACHINE_BYTES = 255;

/** HMAC-SHA-256 of an opened tunnel and of its answer. */
export const TUNNEL_MAC_BYTES = 32;
