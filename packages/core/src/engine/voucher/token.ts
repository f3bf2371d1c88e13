// A voucher as bytes: what we write to ourselves and let a contact keep (XChaCha20-Poly1305; docs/keys.md has the layout).
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { type TorchatId, wireId } from '../../identity/id.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const BOX_LABEL = encoder.encode('torchat/voucher-box/v1');
const MARK_LABEL = encoder.encode('torchat/voucher-mark/v1');

const VERSION = 1;
const PLAIN_BYTES = 1024;
const NONCE_BYTES = 24;
const TOKEN_BYTES = NONCE_BYTES + PLAIN_BYTES + 16;
const MARK_BYTES = 8;
const MAX_NAME_UNITS = 200;
/** How many of the last removed ids a voucher names, where the contact's name leaves room. */
export const MARKS = 100;

export interface VoucherKeys {
  readonly box: Uint8Array;
  readonly mark: Uint8Array;
}

export interface Voucher {
  /** To whom it was issued. */
  readonly id: TorchatId;
  /** Its date, milliseconds since 1970: a later one knows better. */
  readonly at: number;
  /** Our name for that contact. */
  readonly name: string;
  /** Marks of removed ids, oldest first. */
  readonly removed: readonly string[];
}

/** `master`: the voucher key of the account, 32 bytes. */
export function voucherKeysOf(master: Uint8Array): VoucherKeys {
  return {
    box: hkdf(sha256, master, undefined, BOX_LABEL, 32),
    mark: hkdf(sha256, master, undefined, MARK_LABEL, 32),
  };
}

/** Names an id to ourselves and says nothing to others: 16 hex digits. */
export function markOf(keys: VoucherKeys, id: TorchatId): string {
  return bytesToHex(hmac(sha256, keys.mark, encoder.encode(id)).subarray(0, MARK_BYTES));
}

/** What a voucher says apart from its date: two with one digest say the same. */
export function digestOf(voucher: Omit<Voucher, 'at'>): string {
  return bytesToHex(sha256(write({ ...voucher, at: 0 })).subarray(0, 16));
}

/** `nonce`: 24 random bytes. */
export function sealVoucher(keys: VoucherKeys, nonce: Uint8Array, voucher: Voucher): Uint8Array {
  const token = new Uint8Array(TOKEN_BYTES);
  token.set(nonce);
  token.set(xchacha20poly1305(keys.box, nonce, BOX_LABEL).encrypt(write(voucher)), NONCE_BYTES);
  return token;
}

/** Null for what we did not write. */
export function openVoucher(keys: VoucherKeys, token: Uint8Array): Voucher | null {
  if (token.length !== TOKEN_BYTES) return null;
  try {
    const cipher = xchacha20poly1305(keys.box, token.slice(0, NONCE_BYTES), BOX_LABEL);
    return read(cipher.decrypt(token.slice(NONCE_BYTES)));
  } catch {
    return null;
  }
}

/** version | date, 8 bytes | length and id | length, 2 bytes, and name in UTF-8 | number of marks, and the marks | zeros */
function write({ id, at, name, removed }: Voucher): Uint8Array {
  const plain = new Uint8Array(PLAIN_BYTES);
  const view = new DataView(plain.buffer);
  plain[0] = VERSION;
  view.setBigUint64(1, BigInt(at));
  plain[9] = id.length;
  plain.set(encoder.encode(id), 10);
  let end = 10 + id.length;
  const nameBytes = encoder.encode(name.slice(0, MAX_NAME_UNITS));
  view.setUint16(end, nameBytes.length);
  plain.set(nameBytes, end + 2);
  end += 2 + nameBytes.length;
  const room = Math.floor((PLAIN_BYTES - end - 1) / MARK_BYTES);
  const marks = removed.slice(-Math.min(MARKS, room));
  plain[end] = marks.length;
  for (const [at, mark] of marks.entries()) plain.set(hexToBytes(mark), end + 1 + at * MARK_BYTES);
  return plain;
}

/** The seal vouches for the layout: only a later version can be unreadable. */
function read(plain: Uint8Array): Voucher | null {
  if (plain[0] !== VERSION) return null;
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  let end = 10 + view.getUint8(9);
  const id = wireId(decoder.decode(plain.subarray(10, end)));
  const name = decoder.decode(plain.subarray(end + 2, end + 2 + view.getUint16(end)));
  end += 2 + view.getUint16(end);
  const removed = Array.from({ length: view.getUint8(end) }, (_, at) =>
    bytesToHex(plain.subarray(end + 1 + at * MARK_BYTES, end + 1 + (at + 1) * MARK_BYTES)),
  );
  return id === null ? null : { id, at: Number(view.getBigUint64(1)), name, removed };
}
