// Text in and out of bytes: UTF-8, strict on the way in.

// A byte order mark is a character like any other: what comes out must go back in as it was.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
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
export function decodeLossy(bytes: Uint8Array): string {
  return lossy.decode(bytes);
}
