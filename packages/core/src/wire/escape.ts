// The escaping that keeps LF out of a line: `\` is written `\/`, LF is written `\n`.

export const LF = 0x0a;
export const BLANK = 0x20;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const LETTER_N = 0x6e;

/** The bytes as they stand in a line. Returns `bytes` itself where nothing needs escaping. */
export function escape(bytes: Uint8Array): Uint8Array {
  if (bytes.indexOf(BACKSLASH) < 0 && bytes.indexOf(LF) < 0) return bytes;
  let extra = 0;
  for (const byte of bytes) if (byte === BACKSLASH || byte === LF) extra++;
  const escaped = new Uint8Array(bytes.length + extra);
  let at = 0;
  for (const byte of bytes) {
    if (byte === BACKSLASH || byte === LF) {
      escaped[at++] = BACKSLASH;
      escaped[at++] = byte === LF ? LETTER_N : SLASH;
    } else escaped[at++] = byte;
  }
  return escaped;
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
  let to = first;
  for (let from = first; from < bytes.length; from++) {
    const byte = bytes[from] as number;
    const next = byte === BACKSLASH ? bytes[from + 1] : undefined;
    if (next === LETTER_N) plain[to++] = LF;
    else if (next === SLASH) plain[to++] = BACKSLASH;
    else {
      plain[to++] = byte;
      continue;
    }
    from++;
  }
  return plain.subarray(0, to);
}
