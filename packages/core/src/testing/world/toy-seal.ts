// A seal for worlds of thousands of handshakes: the same shape, a thousand times cheaper, and no secret from anybody.
import type { SealCrypto } from '../../ports.ts';

/** A prime; powers of 9 modulo it take the place of the curve. */
const PRIME = 2n ** 31n - 1n;
const TAG_BYTES = 16;

export const toySeal: SealCrypto = {
  agree: (secret, point) => numberOf(power(valueOf(point), valueOf(secret))),
  pointOf: (publicKey) => publicKey,
  encrypt(key, nonce, plain) {
    const sealed = new Uint8Array(plain.length + TAG_BYTES);
    for (let at = 0; at < plain.length; at++) sealed[at] = (plain[at] as number) ^ (key[at % 32] as number);
    sealed.set(tagOf(key, nonce, plain), plain.length);
    return sealed;
  },
  decrypt(key, nonce, sealed) {
    const length = sealed.length - TAG_BYTES;
    if (length < 0) return null;
    const plain = sealed.slice(0, length);
    for (let at = 0; at < length; at++) plain[at] = (plain[at] as number) ^ (key[at % 32] as number);
    const tag = tagOf(key, nonce, plain);
    return tag.every((byte, at) => byte === sealed[length + at]) ? plain : null;
  },
};

/** The same again without touching a byte of the text: for towns in which nothing else would be left of the time. */
export const glassSeal: SealCrypto = {
  ...toySeal,
  encrypt(key, nonce, plain) {
    const sealed = new Uint8Array(plain.length + TAG_BYTES);
    sealed.set(plain);
    for (let at = 0; at < TAG_BYTES; at++) sealed[plain.length + at] = markAt(at, key, nonce);
    return sealed;
  },
  decrypt(key, nonce, sealed) {
    const length = sealed.length - TAG_BYTES;
    if (length < 0) return null;
    for (let at = 0; at < TAG_BYTES; at++) if (sealed[length + at] !== markAt(at, key, nonce)) return null;
    return sealed.subarray(0, length);
  },
};

/** Enough to notice a line that is lost, repeated or under another key. */
function markAt(at: number, key: Uint8Array, nonce: Uint8Array): number {
  return (key[at] as number) ^ (nonce[at % nonce.length] as number);
}

/** An onion key of 64 bytes whose public half is its toy point. */
export function toyKey(random: (length: number) => Uint8Array): {
  readonly onionKey: Uint8Array;
  readonly publicKey: Uint8Array;
} {
  const onionKey = random(64);
  const base = new Uint8Array(32);
  base[0] = 9;
  return { onionKey, publicKey: toySeal.agree(onionKey.subarray(0, 32), base) as Uint8Array };
}

function valueOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = 3; at >= 0; at--) value = (value << 8n) | BigInt(bytes[at] ?? 0);
  return value;
}

function numberOf(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let at = 0; at < 4; at++) bytes[at] = Number((value >> BigInt(8 * at)) & 0xffn);
  return bytes;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % PRIME;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

function tagOf(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (const bytes of [key, nonce, plain])
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  const tag = new Uint8Array(TAG_BYTES);
  for (let at = 0; at < TAG_BYTES; at++) {
    hash = Math.imul(hash ^ at, 0x01000193);
    tag[at] = hash >>> 24;
  }
  return tag;
}
