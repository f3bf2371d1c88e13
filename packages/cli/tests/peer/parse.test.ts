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
  ['avatar none', { type: 'avatar', path: null }],
  ['avatar x.png', { type: 'avatar', path: 'x.png' }],
  ['avatar "a b.png"', { type: 'avatar', path: 'a b.png' }],
  ['avatar', { type: 'wrong', why: 'This command reads: avatar PNG|none' }],
  ['file ID /x', { type: 'file', id: 'ID', path: '/x' }],
  ['file ID "/x y"', { type: 'file', id: 'ID', path: '/x y' }],
  ['accept ID 3', { type: 'accept', id: 'ID', file: 3, path: null }],
  ['accept ID 3 /x y', { type: 'accept', id: 'ID', file: 3, path: '/x y' }],
  ['cancel ID 3', { type: 'cancel', id: 'ID', file: 3 }],
  ['forward 8080 ID/web', { type: 'forward', local: '8080', id: 'ID', service: 'web' }],
  ['forward 8080 ID', { type: 'wrong', why: 'This command reads: forward LOCAL ID/SERVICE' }],
  ['forward 8080 ID/web/x', { type: 'wrong', why: 'This command reads: forward LOCAL ID/SERVICE' }],
  ['list', { type: 'list' }],
  ['quit', { type: 'quit' }],
])('reads %j', (line, command) => {
  expect(parseCommand(line)).toEqual(command);
});

test.each([
  'file',
  'file ID',
  'accept ID',
  'accept ID x',
  'cancel ID -1',
  '',
  'add',
  'msg',
  'msg ID',
  'status',
  'status gone',
  'profile',
  'del',
  'frobnicate x',
  '"',
])('says that %j makes no sense', (line) => {
  expect(parseCommand(line)).toMatchObject({ type: 'wrong' });
});
