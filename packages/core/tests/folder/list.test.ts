import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import {
  decodeList,
  encodeList,
  type FolderEntry,
  LENGTH_BYTES,
  MOST_DEPTH,
  MOST_ENTRIES,
  MOST_LIST_BYTES,
} from '../../src/folder/list.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const part = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((text) => !/[/\0]/u.test(text) && text !== '.' && text !== '..');
const entry = fc.record({
  path: fc.array(part, { minLength: 1, maxLength: 5 }),
  size: fc.option(fc.maxSafeNat()),
});

property.prop([fc.array(entry)])('a list goes in as it came out', (entries: FolderEntry[]) => {
  const bytes = encodeList(entries);
  expect(new DataView(bytes.buffer).getUint32(0)).toBe(bytes.length - LENGTH_BYTES);
  expect(decodeList(bytes.subarray(LENGTH_BYTES))).toEqual(entries);
});

property.prop([fc.uint8Array({ maxLength: 60 })])(
  'any bytes are a list or none, and never a throw',
  (bytes) => {
    const entries = decodeList(bytes) ?? [];
    for (const { path } of entries) for (const name of path) expect(['', '.', '..']).not.toContain(name);
  },
);

test.each([
  ['leads up', '../x\x005\0'],
  ['leads up in the middle', 'a/../../x\x005\0'],
  ['ends above', 'a/..\0/\0'],
  ['is absolute', '/etc/passwd\x005\0'],
  ['is the root', '/\0/\0'],
  ['has an empty part', 'a//b\x005\0'],
  ['ends in a slash', 'a/\0/\0'],
  ['is empty', '\x005\0'],
  ['is here', './a\x005\0'],
  ['has no size', 'a\0\0'],
  ['has a negative size', 'a\0-5\0'],
  ['has a broken size', 'a\x005.5\0'],
  ['has a size in hex', 'a\x000x5\0'],
  ['has a size that numbers do not hold', 'a\x009007199254740993\0'],
  ['has no end', 'a\x005'],
  ['has half an entry', 'a\0'],
  ['lies too deep', `${'a/'.repeat(MOST_DEPTH)}b\x005\0`],
  ['is too long', `${'a'.repeat(1025)}\x005\0`],
])('a path that %s makes the whole list none', (_what, text) => {
  expect(decodeList(bytesOf(`fine\x001\0${text}`))).toBeNull();
});

test('a list that is no UTF-8, too long, or of too much is none', () => {
  expect(decodeList(Uint8Array.of(0x61, 0xff, 0, 0x35, 0))).toBeNull();
  expect(decodeList(new Uint8Array(MOST_LIST_BYTES + 1))).toBeNull();
  expect(decodeList(bytesOf('a\x000\0'.repeat(MOST_ENTRIES)))).toHaveLength(MOST_ENTRIES);
  expect(decodeList(bytesOf('a\x000\0'.repeat(MOST_ENTRIES + 1)))).toBeNull();
});
