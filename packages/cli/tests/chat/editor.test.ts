import { expect, test } from 'vitest';
import {
  type Edit,
  type Editor,
  edited,
  EMPTY_EDITOR,
  entered,
  withText,
} from '../../src/chat/editor/editor.ts';

/** The text with `|` where the cursor is. */
function shown({ text, cursor }: Editor): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

/** An editor made from a text with `|` where the cursor is. */
function editor(text: string): Editor {
  return { ...EMPTY_EDITOR, text: text.replace('|', ''), cursor: text.indexOf('|') };
}

function apply(start: string, ...edits: Edit['type'][]): string {
  return shown(edits.reduce((state, type) => edited(state, { type } as Edit), editor(start)));
}

test.each<[string, Edit['type'], string]>([
  ['ab|c', 'left', 'a|bc'],
  ['|abc', 'left', '|abc'],
  ['ab|c', 'right', 'abc|'],
  ['a👩‍👩‍👧|b', 'left', 'a|👩‍👩‍👧b'],
  ['a👩‍👩‍👧|b', 'erase', 'a|b'],
  ['e\u0301|', 'erase', '|'],
  ['a|👩‍👩‍👧b', 'erase_next', 'a|b'],
  ['one two |three', 'word_left', 'one |two three'],
  ['one| two three', 'word_right', 'one two| three'],
  ['one two |', 'erase_word', 'one |'],
  ['a\nbc|d', 'line_start', 'a\n|bcd'],
  ['|a\nb', 'line_start', '|a\nb'],
  ['a|b\nc', 'line_end', 'ab|\nc'],
  ['a\nbc|d', 'erase_to_start', 'a\n|d'],
  ['a|b\nc', 'erase_to_end', 'a|\nc'],
  ['long\nab|', 'up', 'lo|ng\nab'],
  ['lo|ng\nab', 'down', 'long\nab|'],
  ['long|\nab', 'down', 'long\nab|'],
  ['ab\n|', 'up', '|ab\n'],
])('%j %s gives %j', (start, type, end) => {
  expect(apply(start, type)).toBe(end);
});

test('Up and Down go through what was entered, and come back to what was being typed', () => {
  let state = entered(withText(EMPTY_EDITOR, 'one'));
  state = entered(withText(state, 'two'));
  state = entered(withText(state, 'two'));
  state = edited(state, { type: 'insert', text: 'draft' });
  const step = (type: 'up' | 'down'): string => {
    state = edited(state, { type });
    return state.text;
  };
  expect([step('up'), step('up'), step('up'), step('down'), step('down'), step('down')]).toEqual([
    'two',
    'one',
    'one',
    'two',
    'draft',
    'draft',
  ]);
});

test('what is entered is bounded', () => {
  let state = EMPTY_EDITOR;
  for (let at = 0; at < 300; at++) state = entered(withText(state, `n${at}`));
  expect(state.past).toHaveLength(100);
  expect(edited(EMPTY_EDITOR, { type: 'insert', text: 'x'.repeat(1_000_000) }).text).toHaveLength(100_000);
});
