// What a key means on the chat screen.
import type { Key } from 'ink';
import { printable } from '../../terminal/printable.ts';
import type { Edit } from './editor.ts';

export type Intent =
  | { readonly type: 'edit'; readonly edit: Edit }
  /** `text` is typed first: a terminal may hand over several keys at once. */
  | { readonly type: 'enter'; readonly text: string }
  | { readonly type: 'switch'; readonly step: 1 | -1 }
  /** In windows; positive looks further back. */
  | { readonly type: 'scroll'; readonly pages: 1 | -1 }
  | { readonly type: 'quit' | 'end_of_input' | 'redraw' | 'bottom' };

const CTRL: Readonly<Record<string, Intent>> = {
  c: { type: 'quit' },
  d: { type: 'end_of_input' },
  l: { type: 'redraw' },
  n: { type: 'switch', step: 1 },
  p: { type: 'switch', step: -1 },
  a: { type: 'edit', edit: { type: 'line_start' } },
  e: { type: 'edit', edit: { type: 'line_end' } },
  b: { type: 'edit', edit: { type: 'left' } },
  f: { type: 'edit', edit: { type: 'right' } },
  h: { type: 'edit', edit: { type: 'erase' } },
  w: { type: 'edit', edit: { type: 'erase_word' } },
  u: { type: 'edit', edit: { type: 'erase_to_start' } },
  k: { type: 'edit', edit: { type: 'erase_to_end' } },
  j: { type: 'edit', edit: { type: 'insert', text: '\n' } },
};

/** Null for keys that mean nothing here. */
export function intentOf(input: string, key: Key): Intent | null {
  if (key.return) return key.meta || key.shift ? insert('\n') : { type: 'enter', text: '' };
  if (key.tab) return { type: 'switch', step: key.shift ? -1 : 1 };
  if (key.pageUp) return { type: 'scroll', pages: 1 };
  if (key.pageDown) return { type: 'scroll', pages: -1 };
  if (key.ctrl && key.end) return { type: 'bottom' };
  const moved = movement(key);
  if (moved) return { type: 'edit', edit: moved };
  if (key.ctrl) return CTRL[input] ?? null;
  if (key.meta) return byMeta(input);
  if (key.escape || input === '') return null;
  return typedKeys(input);
}

/** Text from the clipboard: kept as one, whatever it holds. */
export function pasted(text: string): Intent {
  return insert(printable(text));
}

function movement(key: Key): Edit | null {
  const word = key.ctrl || key.meta;
  if (key.leftArrow) return { type: word ? 'word_left' : 'left' };
  if (key.rightArrow) return { type: word ? 'word_right' : 'right' };
  if (key.upArrow) return { type: 'up' };
  if (key.downArrow) return { type: 'down' };
  if (key.home) return { type: 'line_start' };
  if (key.end) return { type: 'line_end' };
  if (key.backspace) return { type: word ? 'erase_word' : 'erase' };
  // Ink names DEL, which most terminals send for Backspace, `backspace`, and the Delete key `delete`.
  if (key.delete) return { type: 'erase_next' };
  return null;
}

function byMeta(input: string): Intent | null {
  if (input === 'b') return { type: 'edit', edit: { type: 'word_left' } };
  if (input === 'f') return { type: 'edit', edit: { type: 'word_right' } };
  return null;
}

/** A terminal without bracketed paste hands over a paste as keys: what has line ends inside is a text, not several. */
function typedKeys(input: string): Intent {
  const text = input.replace(/\r\n?/gu, '\n');
  if (text.endsWith('\n') && input !== '\n' && !text.slice(0, -1).includes('\n'))
    return { type: 'enter', text: printable(text.slice(0, -1)) };
  return insert(printable(text));
}

function insert(text: string): Intent {
  return { type: 'edit', edit: { type: 'insert', text } };
}
