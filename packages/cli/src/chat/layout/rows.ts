// A conversation as rows of the window: only those in sight are made, from the bottom upwards.
import type { ApiMessage } from '@torchat/gateway/api';
import { printable } from '../../terminal/printable.ts';
import { type Entry, keyOf } from '../talk.ts';
import { deliveryMark, type Mark } from './marks.ts';
import { cut, wrap, width } from '../../terminal/wrap.ts';

/** Characters of one text that are shown; the whole is in `torchat history` and in the API. */
const LONGEST_SHOWN = 20_000;
/** `14:03 ✓✓ ` */
const GUTTER = 9;
const NARROW = 40;

export interface Row {
  readonly key: string;
  readonly time: string;
  readonly mark: Mark | null;
  /** Given on the first row of a text. */
  readonly name: { readonly text: string; readonly own: boolean } | null;
  readonly text: string;
  readonly tone: 'text' | 'info' | 'error' | 'picture' | 'day';
  /** Blanks before the text. */
  readonly indent: number;
}

export interface RowsWish {
  readonly entries: readonly Entry[];
  readonly columns: number;
  readonly rows: number;
  /** Rows below the window. */
  readonly scroll: number;
  /** What the other side is called, safe to print. */
  readonly name: string;
}

export interface View {
  readonly rows: readonly Row[];
  /** True when the oldest entry is in the window. */
  readonly top: boolean;
}

/** The rows in the window, top to bottom; fewer than wished when there are no more. */
export function visibleRows({ entries, columns, rows, scroll, name }: RowsWish): View {
  const wanted = rows + scroll;
  const found: Row[] = [];
  let at = entries.length - 1;
  for (; at >= 0 && found.length < wanted; at--) {
    const entry = entries[at] as Entry;
    found.push(...entryRows(entry, columns, name).toReversed());
    if (entry.kind === 'message' && isNewDay(entries, at)) found.push(dayRow(entry.message, columns));
  }
  return { rows: found.slice(scroll, wanted).toReversed(), top: at < 0 && found.length <= wanted };
}

/** The rows of what came after this key. */
export function rowsAfter({ entries, columns, name }: RowsWish, key: number): number {
  let count = 0;
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at] as Entry;
    if (keyOf(entry) <= key) break;
    count += entryRows(entry, columns, name).length;
    if (entry.kind === 'message' && isNewDay(entries, at)) count += 1;
  }
  return count;
}

/** Rows that can be scrolled back: counts no further than `enough`. */
export function rowsAbove(wish: RowsWish, enough: number): number {
  const { rows } = visibleRows({ ...wish, rows: wish.rows + enough, scroll: wish.scroll });
  return Math.max(0, rows.length - wish.rows);
}

const cache = new WeakMap<Entry, { columns: number; name: string; rows: readonly Row[] }>();

function entryRows(entry: Entry, columns: number, name: string): readonly Row[] {
  const known = cache.get(entry);
  if (known && known.columns === columns && known.name === name) return known.rows;
  const rows =
    entry.kind === 'message' ? messageRows(entry.message, columns, name) : noticeRows(entry, columns);
  cache.set(entry, { columns, name, rows });
  return rows;
}

function messageRows(message: ApiMessage, columns: number, contact: string): Row[] {
  const own = message.direction === 'out';
  const gutter = columns < NARROW ? 3 : GUTTER;
  const name = cut(own ? 'you' : contact, Math.max(3, Math.floor(columns / 4)));
  const lead = width(name) + 2;
  const lines = wrap(' '.repeat(lead) + shown(message.text), Math.max(4, columns - gutter));
  // The name stands where the blanks are; a first word too long for the rest of the row leaves them alone on it.
  return lines.map((line, at) => ({
    key: `${message.key}.${at}`,
    time: at === 0 && gutter === GUTTER ? clockTime(message.at) : '',
    mark: at === 0 ? deliveryMark(message) : null,
    name: at === 0 ? { text: name, own } : null,
    text: at === 0 ? line.slice(lead) : line,
    tone: 'text',
    indent: at === 0 ? 0 : gutter,
  }));
}

function noticeRows({ text, tone, number }: Extract<Entry, { kind: 'notice' }>, columns: number): Row[] {
  const lines = tone === 'picture' ? text.split('\n') : wrap(printable(text), Math.max(4, columns - 2));
  return lines.map((line, at) => ({
    key: `n${number}.${at}`,
    time: '',
    mark: null,
    name: null,
    text: line,
    tone,
    indent: 2,
  }));
}

function dayRow({ at, key }: ApiMessage, columns: number): Row {
  const day = new Date(at).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const text = cut(`── ${day} ──`, columns);
  const indent = Math.max(0, Math.floor((columns - width(text)) / 2));
  return { key: `d${key}`, time: '', mark: null, name: null, text, tone: 'day', indent };
}

function isNewDay(entries: readonly Entry[], at: number): boolean {
  const here = entries[at];
  if (here?.kind !== 'message') return false;
  for (let before = at - 1; before >= 0; before--) {
    const entry = entries[before];
    if (entry?.kind === 'message') return !sameDay(entry.message.at, here.message.at);
  }
  return true;
}

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function shown(text: string): string {
  const plain = printable(text);
  if (plain.length <= LONGEST_SHOWN) return plain;
  return `${plain.slice(0, LONGEST_SHOWN)}… (${plain.length - LONGEST_SHOWN} more characters)`;
}

function clockTime(at: number): string {
  const date = new Date(at);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
