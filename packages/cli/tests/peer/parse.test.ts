import { expect, test } from 'vitest';
import { parseCommand } from '../../src/peer/parse.ts';

test.each([
  ['add ID', { type: 'add', id: 'ID', name: '' }],
  ['add ID Bob from work', { type: 'add', id: 'ID', name: 'Bob from work' }],
  ['del ID', { type: 'del', id: 'ID' }],
  ['drop ID', { type: 'drop', id: 'ID' }],
  ['msg ID  two blanks ', { type: 'msg', id: 'ID', text: ' two blanks ' }],
  ['msg ID "a\\nb"', { type: 'msg', id: 'ID', text: 'a\nb' }],
  ['msg ID "not json" at all', { type: 'msg', id: 'ID', text: '"not json" at all' }],
  ['msg ID "', { type: 'msg', id: 'ID', text: '"' }],
  ['raw ID status available', { type: 'raw', id: 'ID', line: 'status available' }],
  ['status xa', { type: 'status', status: 'xa' }],
  ['profile alice at home', { type: 'profile', name: 'alice', text: 'at home' }],
  ['profile "alice b" "x y"', { type: 'profile', name: 'alice b', text: 'x y' }],
  ['profile - -', { type: 'profile', name: '', text: '' }],
  ['avatar none', { type: 'avatar_none' }],
  ['avatar x.png', { type: 'not_implemented', what: 'avatar PNG' }],
  ['file ID /x', { type: 'not_implemented', what: 'file' }],
  ['list', { type: 'list' }],
  ['quit', { type: 'quit' }],
])('reads %j', (line, command) => {
  expect(parseCommand(line)).toEqual(command);
});

test.each(['', 'add', 'msg', 'msg ID', 'status', 'status gone', 'profile', 'del', 'frobnicate x', '"'])(
  'says that %j makes no sense',
  (line) => {
    expect(parseCommand(line)).toMatchObject({ type: 'wrong' });
  },
);
