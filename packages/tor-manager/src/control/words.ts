// Splits a control line into words, `KEY=value` and quoted strings (control-spec, section 2.1.1), and quotes our own.

export interface Words {
  /** Words without `=`, in order. */
  readonly plain: readonly string[];
  readonly keys: ReadonlyMap<string, string>;
}

const ITEM = /(?:([A-Za-z0-9_/.-]+)=)?(?:"((?:[^"\\]|\\.)*)"|([^\s]*))/gsu;
const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Keeps the last of keys that occur twice. An unclosed quote is taken as it stands. */
export function words(text: string): Words {
  const plain: string[] = [];
  const keys = new Map<string, string>();
  for (const [whole, key, quoted, bare] of text.matchAll(ITEM)) {
    if (whole === '') continue;
    const value = quoted === undefined ? (bare ?? '') : unescape(quoted);
    if (key === undefined) plain.push(value);
    else keys.set(key, value);
  }
  return { plain, keys };
}

/** Octal escapes are bytes of UTF-8. */
function unescape(quoted: string): string {
  if (!quoted.includes('\\')) return quoted;
  const bytes = quoted.replace(/\\([0-3][0-7]{2}|[0-7]{1,2}|.)/gsu, (_all, what: string) => {
    if (/^[0-7]/u.test(what)) return String.fromCharCode(Number.parseInt(what, 8));
    return NAMED[what] ?? Buffer.from(what).toString('latin1');
  });
  return /[\u0080-\u00ff]/u.test(bytes) && !/[\u0100-\uffff]/u.test(bytes)
    ? Buffer.from(bytes, 'latin1').toString()
    : bytes;
}

/** A QuotedString; control characters are not ours to send and are left out. */
export function quoted(text: string): string {
  return `"${text.replace(/\p{Cc}/gu, '').replace(/["\\]/gu, '\\$&')}"`;
}
