// Text in and out of bytes: UTF-8, strict on the way in.

// A byte order mark is a character like any other: what comes out must go back in as it was.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
export const LAST_ASCII = 0x7f;
/** Up to here a loop is faster than the platform's decoder is called. */
const SHORT_BYTES = 16;
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** Used for `encodeInto`; lone surrogates become U+FFFD. */
export const encoder = new TextEncoder();

/** The text, or null where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** The text, with U+FFFD in place of what is not UTF-8: only for what is checked further anyway. */
export function decodeLossy(bytes: Uint8Array, from = 0, to = bytes.length): string {
  if (to - from > SHORT_BYTES) return lossy.decode(bytes.subarray(from, to));
  let text = '';
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte > LAST_ASCII) return lossy.decode(bytes.subarray(from, to));
    text += String.fromCharCode(byte);
  }
  return text;
}
