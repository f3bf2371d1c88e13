import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('without words: both legacy clients in both worlds, every case', () => {
  expect(readOptions([])).toEqual({
    json: false,
    clients: ['553', '555'],
    worlds: ['loopback', 'containers'],
    only: null,
  });
});

test('each choice narrows it', () => {
  const words = ['--client', '555', '--world', 'containers', '--case', 'remove_me', '--json'];
  expect(readOptions(words)).toEqual({
    json: true,
    clients: ['555'],
    worlds: ['containers'],
    only: 'remove_me',
  });
});

test('help is no choice, and a stranger is refused by name', () => {
  expect(readOptions(['--help'])).toBeNull();
  expect(() => readOptions(['--client', '554'])).toThrow('There is no client 554: say 553 or 555 or ours.');
  expect(() => readOptions(['--world', 'moon'])).toThrow('There is no world moon');
});
