// TorChat IDs: onion host names without `.onion`, 16 characters (legacy) or 56 (today's Tor).
import { sha3_256 } from '@noble/hashes/sha3.js';
import { TorchatError } from '../errors.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';

declare const brand: unique symbol;
/** A checked TorChat ID: 16 or 56 characters of `a-z2-7`; one of 56 carries a right checksum and version 3. */
export type TorchatId = string & { readonly [brand]: 'TorchatId' };

const ONION_VERSION = 3;
const CHECKSUM_LABEL = new TextEncoder().encode('.onion checksum');

/** What keeps a text from being an ID, or null. Strict: as a ping carries it. */
function fault(text: string): string | null {
  if (text.length !== 16 && text.length !== 56)
    return `it has ${text.length} characters, a TorChat ID has 56 (or 16 in the old network)`;
  const wrong = /[^a-z2-7]/u.exec(text);
  if (wrong) return `character ${wrong.index + 1} is ${shown(wrong[0])}, only a to z and 2 to 7 occur`;
  if (text.length === 16) return null;
  if (!text.endsWith('d')) return 'it does not end in "d", as every one of 56 characters does';
  const bytes = decodeBase32(text);
  const sum = checksum(bytes.subarray(0, 32));
  if (bytes[34] !== ONION_VERSION || bytes[32] !== sum[0] || bytes[33] !== sum[1])
    return 'its checksum is wrong: one or more characters were mistyped';
  return null;
}

/** Printable ASCII as it is; anything else by number, since it may turn a terminal's text around. */
function shown(character: string): string {
  if (/[!-~]/u.test(character)) return `"${character}"`;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The ID in a text that a person typed or pasted: blanks and line breaks, upper case, a scheme and `.onion` are forgiven. Throws `bad_id`. */
export function parseId(text: string): TorchatId {
  const bare = text
    .replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
    .toLowerCase()
    .replace(/^(?:tor|torchat|https?):(?:\/\/)?/u, '')
    .replace(/(?:\.onion)?(?::\d+)?\/?$/u, '');
  const why = fault(bare);
  if (why !== null) throw new TorchatError('bad_id', `This is not a TorChat ID: ${why}.`);
  return bare as TorchatId;
}

/** The ID in what a peer sent: exactly as on the wire, or null. */
export function wireId(text: string): TorchatId | null {
  return fault(text) === null ? (text as TorchatId) : null;
}

/** The ID of an onion service of version 3 (rend-spec-v3, section 6). `publicKey`: 32 bytes of ed25519. */
export function idOfPublicKey(publicKey: Uint8Array): TorchatId {
  const bytes = new Uint8Array(35);
  bytes.set(publicKey, 0);
  bytes.set(checksum(publicKey).subarray(0, 2), 32);
  bytes[34] = ONION_VERSION;
  return encodeBase32(bytes) as TorchatId;
}

/** The ed25519 public key inside an ID of 56 characters, null for the old kind. */
export function publicKeyOfId(id: TorchatId): Uint8Array | null {
  return id.length === 56 ? decodeBase32(id).subarray(0, 32) : null;
}

function checksum(publicKey: Uint8Array): Uint8Array {
  return sha3_256
    .create()
    .update(CHECKSUM_LABEL)
    .update(publicKey)
    .update(Uint8Array.of(ONION_VERSION))
    .digest();
}
