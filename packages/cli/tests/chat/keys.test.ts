import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { intentOf, pasted } from '../../src/chat/editor/keys.ts';

const NONE: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};
const insert = (text: string) => ({ type: 'edit', edit: { type: 'insert', text } });

test.each<[string, string, Partial<Key>, unknown]>([
  ['a letter', 'ä', {}, insert('ä')],
  ['Enter', '', { return: true }, { type: 'enter', text: '' }],
  ['Alt-Enter', '', { return: true, meta: true }, insert('\n')],
  ['Ctrl-J', '\n', {}, insert('\n')],
  ['letters and Enter in one piece', 'hi\r', {}, { type: 'enter', text: 'hi' }],
  ['a paste without brackets', 'a\rb\r', {}, insert('a\nb\n')],
  ['Tab', '', { tab: true }, { type: 'switch', step: 1 }],
  ['Shift-Tab', '', { tab: true, shift: true }, { type: 'switch', step: -1 }],
  ['Ctrl-N', 'n', { ctrl: true }, { type: 'switch', step: 1 }],
  ['Ctrl-P', 'p', { ctrl: true }, { type: 'switch', step: -1 }],
  ['PgUp', '', { pageUp: true }, { type: 'scroll', pages: 1 }],
  ['PgDn', '', { pageDown: true }, { type: 'scroll', pages: -1 }],
  ['Ctrl-C', 'c', { ctrl: true }, { type: 'quit' }],
  ['Ctrl-Left', '', { leftArrow: true, ctrl: true }, { type: 'edit', edit: { type: 'word_left' } }],
  ['Escape', '', { escape: true }, null],
  ['an unknown Alt key', 'x', { meta: true }, null],
  ['an unknown Ctrl key', 'y', { ctrl: true }, null],
])('%s', (_name, input, key, intent) => {
  expect(intentOf(input, { ...NONE, ...key })).toEqual(intent);
});

test('a paste stays one text and brings no command of the terminal along', () => {
  expect(pasted('a\r\nb\rc\u001B[201~\u0007d')).toEqual(insert('a\nb\ncd'));
});
