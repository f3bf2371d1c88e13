// The escaping that keeps LF out of a line: `\` is written `\/`, LF is written `\n`.

export const LF = 0x0a;
export const BLANK = 0x20;
const SLASH = 0x2f;
export const BACKSLASH = 0x5c;
const LETTER_N = 0x6e;

/** The bytes as they stand in a line. Returns `bytes` itself where nothing needs escaping. */
export function escape(bytes: Uint8Array): Uint8Array {
  if (bytes.indexOf(BACKSLASH) < 0 && bytes.indexOf(LF) < 0) return bytes;
  const escaped = new Uint8Array(2 * bytes.length);
  return escaped.subarray(0, escapeInto(bytes, escaped, 0));
}

/** How many bytes more they take when they are escaped. */
export function escapesIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === BACKSLASH || byte === LF) count++;
  return count;
}

/** Escapes into `target` from `to` on; returns where it ended, which is beyond the target's end where that has no room. */
export function escapeInto(bytes: Uint8Array, target: Uint8Array, to: number): number {
  let at = to;
  for (let from = 0; from < bytes.length; from++) {
    const byte = bytes[from] as number;
    if (byte === BACKSLASH || byte === LF) {
      target[at++] = BACKSLASH;
      target[at++] = byte === LF ? LETTER_N : SLASH;
    } else target[at++] = byte;
  }
  return at;
}

/** The same for a text on its way into UTF-8, where both characters are bytes of their own. */
export function escapeText(text: string): string {
  if (!text.includes('\\') && !text.includes('\n')) return text;
  return text.replaceAll('\\', '\\/').replaceAll('\n', '\\n');
}

/**
 * The bytes as they were before `escape`. Returns `bytes` itself where nothing was escaped.
 * One pass from left to right, which equals the two replaces of the legacy client for every input,
 * also for what no sender writes: a `\` before anything but `/` and `n` stays.
 */
export function unescape(bytes: Uint8Array): Uint8Array {
  const first = bytes.indexOf(BACKSLASH);
  if (first < 0) return bytes;
  const plain = new Uint8Array(bytes.length);
  plain.set(bytes.subarray(0, first));
  const last = bytes.length - 1;
  let to = first;
  for (let from = first; from < bytes.length; from++) {
    let byte = bytes[from] as number;
    if (byte === BACKSLASH && from < last) {
      const next = bytes[from + 1];
      if (next === LETTER_N) byte = LF;
      // Either way the second byte of the pair is read with the first.
      if (next === LETTER_N || next === SLASH) from++;
    }
    plain[to++] = byte;
  }
  return plain.subarray(0, to);
}
