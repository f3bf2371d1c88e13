// The input line as data: a text of one or more lines, a cursor in it, and what was entered before.
import { clusters } from '../../terminal/wrap.ts';

/** Texts that Up brings back. */
const REMEMBERED = 100;
/** UTF-16 units; a message has at most 512 KiB, and the input is drawn at every key. */
export const LONGEST_INPUT = 100_000;

export interface Editor {
  readonly text: string;
  /** UTF-16 units before the cursor, never inside a cluster. */
  readonly cursor: number;
  /** Entered texts, oldest first. */
  readonly past: readonly string[];
  /** Which of them is shown; null for a text of one's own, which `draft` keeps meanwhile. */
  readonly at: number | null;
  readonly draft: string;
}

export const EMPTY_EDITOR: Editor = { text: '', cursor: 0, past: [], at: null, draft: '' };

export type Edit =
  | { readonly type: 'insert'; readonly text: string }
  | {
      readonly type:
        | 'left'
        | 'right'
        | 'word_left'
        | 'word_right'
        | 'line_start'
        | 'line_end'
        | 'up'
        | 'down';
    }
  | { readonly type: 'erase' | 'erase_next' | 'erase_word' | 'erase_to_start' | 'erase_to_end' };

export function edited(editor: Editor, edit: Edit): Editor {
  const { text, cursor } = editor;
  switch (edit.type) {
    case 'insert': {
      const room = LONGEST_INPUT - text.length;
      const added = edit.text.slice(0, Math.max(0, room));
      return typed(editor, text.slice(0, cursor) + added + text.slice(cursor), cursor + added.length);
    }
    case 'left':
      return { ...editor, cursor: before(text, cursor) };
    case 'right':
      return { ...editor, cursor: after(text, cursor) };
    case 'word_left':
      return { ...editor, cursor: wordBefore(text, cursor) };
    case 'word_right':
      return { ...editor, cursor: wordAfter(text, cursor) };
    case 'line_start':
      return { ...editor, cursor: lineStart(text, cursor) };
    case 'line_end':
      return { ...editor, cursor: lineEnd(text, cursor) };
    case 'up':
      return vertical(editor, -1);
    case 'down':
      return vertical(editor, 1);
    case 'erase':
      return erased(editor, before(text, cursor), cursor);
    case 'erase_next':
      return erased(editor, cursor, after(text, cursor));
    case 'erase_word':
      return erased(editor, wordBefore(text, cursor), cursor);
    case 'erase_to_start':
      return erased(editor, lineStart(text, cursor), cursor);
    case 'erase_to_end':
      return erased(editor, cursor, lineEnd(text, cursor));
    default:
      return edit satisfies never;
  }
}

/** The input is empty again, and Up brings the text back. */
export function entered(editor: Editor): Editor {
  const repeated = editor.past.at(-1) === editor.text;
  const past =
    repeated || editor.text === '' ? editor.past : [...editor.past, editor.text].slice(-REMEMBERED);
  return { ...EMPTY_EDITOR, past };
}

/** Another text in the input, with the cursor at its end. */
export function withText(editor: Editor, text: string): Editor {
  return { ...editor, text, cursor: text.length, at: null, draft: '' };
}

function typed(editor: Editor, text: string, cursor: number): Editor {
  return { ...editor, text, cursor, at: null, draft: '' };
}

function erased(editor: Editor, from: number, to: number): Editor {
  return from === to ? editor : typed(editor, editor.text.slice(0, from) + editor.text.slice(to), from);
}

/** Between the lines of the text; at its ends, through what was entered before. */
function vertical(editor: Editor, step: -1 | 1): Editor {
  const { text, cursor } = editor;
  const start = lineStart(text, cursor);
  if (step === -1 && start > 0) {
    const previous = lineStart(text, start - 1);
    return { ...editor, cursor: Math.min(previous + cursor - start, start - 1) };
  }
  const end = lineEnd(text, cursor);
  if (step === 1 && end < text.length)
    return { ...editor, cursor: Math.min(end + 1 + cursor - start, lineEnd(text, end + 1)) };
  return recalled(editor, step);
}

function recalled(editor: Editor, step: -1 | 1): Editor {
  const { past, at, text, draft } = editor;
  const next = (at ?? past.length) + step;
  if (next < 0 || next > past.length) return editor;
  const shown = next === past.length ? draft : (past[next] ?? '');
  return {
    ...editor,
    text: shown,
    cursor: shown.length,
    at: next === past.length ? null : next,
    draft: at === null ? text : draft,
  };
}

function before(text: string, cursor: number): number {
  const near = Math.max(0, cursor - 64);
  const last = [...clusters(text.slice(near, cursor))].at(-1);
  return cursor - (last?.length ?? 0);
}

function after(text: string, cursor: number): number {
  const [next] = clusters(text.slice(cursor, cursor + 64));
  return cursor + (next?.length ?? 0);
}

function wordBefore(text: string, cursor: number): number {
  return cursor - (/\S*\s*$/u.exec(text.slice(0, cursor))?.[0].length ?? 0);
}

function wordAfter(text: string, cursor: number): number {
  return cursor + (/^\s*\S*/u.exec(text.slice(cursor))?.[0].length ?? 0);
}

function lineStart(text: string, cursor: number): number {
  return cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1;
}

function lineEnd(text: string, cursor: number): number {
  const end = text.indexOf('\n', cursor);
  return end < 0 ? text.length : end;
}
