import { expect, test } from 'vitest';
import { diskSentence, isNoRoom, NoRoom } from '../../src/node/files/failure.ts';

const failed = (code: string) => Object.assign(new Error(`${code}: open '/home/ann/secret'`), { code });

test.each([
  ['EACCES', 'The file cannot be saved: see to the rights.'],
  ['EIO', 'The file cannot be saved (EIO).'],
])('%s is one plain sentence without a path', (code, sentence) => {
  expect(diskSentence(failed(code), 'saved')).toBe(sentence);
});

test('a file that is not there is told apart from one that cannot be read', () => {
  expect(diskSentence(failed('ENOENT'), 'read')).toBe('There is no such file.');
  expect(diskSentence(failed('EPERM'), 'read')).toBe('The file cannot be read: see to the rights.');
  expect(diskSentence('what', 'read')).toBe('The file cannot be read.');
});

test('a full disk, and a used up share of it, are no failure of the file', () => {
  expect([failed('ENOSPC'), failed('EDQUOT'), new NoRoom()].map(isNoRoom)).toEqual([true, true, true]);
  expect([failed('EIO'), 'ENOSPC', null].map(isNoRoom)).toEqual([false, false, false]);
});
