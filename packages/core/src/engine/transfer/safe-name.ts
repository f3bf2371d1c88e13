// The name that a received file gets: what the sender calls it, less everything a file system or a screen trips over.
import { encoder } from '../../wire/utf8.ts';

const MOST_BYTES = 200;
const MOST_EXTENSION_BYTES = 24;
const FALLBACK = 'unnamed';

/** Controls, format characters (bidi marks are among them), halves of surrogate pairs, line and paragraph separators, fillers. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\u2800]/gu;
/** What Windows refuses in a name, or takes for something else. */
const FORBIDDEN = /[<>:"|?*]/gu;
/** What Windows takes for a device, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|$)/iu;

/**
 * A name without a path, a leading dot or anything unseen, 1 to 200 bytes of UTF-8; the extension survives the cut.
 * Never a path: `../../x` is `x`.
 */
export function safeName(text: string): string {
  const base = text.split(/[/\\]/u).at(-1) ?? '';
  const seen = base.replace(UNSEEN, '').replace(FORBIDDEN, '_').normalize('NFC');
  const bare = trimEnd(seen.replace(/^[\s.]+/u, '')).replace(/^-/u, '_');
  const cut = cutTo(bare);
  if (cut === '') return FALLBACK;
  return DEVICE.test(cut) ? cutTo(`_${cut}`) : cut;
}

function cutTo(name: string): string {
  if (bytesOf(name) <= MOST_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && bytesOf(name.slice(dot)) <= MOST_EXTENSION_BYTES ? name.slice(dot) : '';
  let stem = '';
  let left = MOST_BYTES - bytesOf(extension);
  for (const character of name.slice(0, name.length - extension.length)) {
    left -= bytesOf(character);
    if (left < 0) break;
    stem += character;
  }
  return trimEnd(stem) + extension;
}

/** Windows cuts blanks and dots at the end, so that two names could become one. */
function trimEnd(name: string): string {
  return name.replace(/[\s.]+$/u, '');
}

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}
