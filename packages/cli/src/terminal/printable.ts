// Text of strangers, made safe for a terminal: no control, escape or direction-changing character survives.
import { stripVTControlCharacters } from 'node:util';

/**
 * C0 and C1 controls and DEL (escape sequences begin with one), line and paragraph separators, marks that
 * reorder what stands around them (bidi), tag characters, soft hyphens and blanks without width, and halves of surrogate pairs.
 * The joiners U+200C and U+200D stay: Persian words and emoji are made of them.
 */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}]/gu;

/** At most this many combining marks in a row stay, so that none can paint over the lines around it. */
const MARKS = /(\p{M}{4})\p{M}+/gu;

/** Text of several lines; tabs become blanks, CR LF and CR become LF. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/gu, '\n')
    .replace(/\t/gu, '    ')
    .replace(UNSAFE, '')
    .replace(MARKS, '$1');
}

/** The same on one line: a name, a status, a preview. */
export function printableLine(text: string): string {
  return printable(text)
    .replace(/\s*\n\s*/gu, ' ')
    .trim();
}
