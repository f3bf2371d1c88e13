// Files arrive byte for byte under a safe name, whatever their size and name.
import { expect } from 'vitest';
import { bothWays, type Case } from './pair.ts';
import { arrives, bytesOf, MEGABYTE } from './sending.ts';

const SIZES: readonly (readonly [what: string, size: number])[] = [
  ['of 0 bytes', 0],
  ['of 1 byte', 1],
  // A whole block, which the legacy protocol lets an empty one follow.
  ['of 8192 bytes', 8192],
  ['of 8193 bytes', 8193],
  ['of 5 MB', 5 * MEGABYTE],
];

/** As it lies on the sender's disk. What it is called at the other side, its own client decides. */
const NAMES: readonly (readonly [what: string, name: string])[] = [
  ['unicode beyond the first plane', 'Übung 🧅 你好 привет.txt'],
  ['separators of other systems', '..\\..\\c:evil\\name.txt'],
  ['a leading dot', '.bashrc'],
  ['two dots and blanks', '.. .. name .tar.gz '],
  ['a line break and a backslash before n', 'line\nbreak \\n.txt'],
];

export const files: readonly Case[] = [
  ...SIZES.flatMap(([what, size]) =>
    bothWays(`a file ${what}`, async (from, to) => {
      const { name } = await arrives(from, to, `${size} bytes.bin`, bytesOf(size));
      expect(name).toBe(`${size} bytes.bin`);
    }),
  ),
  ...NAMES.flatMap(([what, name]) =>
    bothWays(`a file whose name has ${what}`, async (from, to) => {
      const arrived = await arrives(from, to, name, bytesOf(100));
      if (to.old) expect(arrived.name).toBe(name);
      else expect(arrived.name).not.toMatch(UNSAFE);
    }),
  ),
  ...bothWays('two files at once, and texts meanwhile', async (from, to) => {
    const contents = [bytesOf(MEGABYTE), bytesOf(MEGABYTE + 1)];
    const both = contents.map((bytes, at) => arrives(from, to, `both-${at}.bin`, bytes));
    from.text(to, 'while two files run');
    to.text(from, 'and back');
    expect(await to.take(from, 1)).toEqual(['while two files run']);
    expect(await from.take(to, 1)).toEqual(['and back']);
    await Promise.all(both);
  }),
  {
    name: 'a file each way at once',
    run: async ({ ours, theirs }) => {
      await Promise.all([
        arrives(ours, theirs, 'there.bin', bytesOf(2 * MEGABYTE)),
        arrives(theirs, ours, 'back.bin', bytesOf(2 * MEGABYTE + 1)),
      ]);
    },
  },
];

/** Separators, leading dots, control and bidirectional characters. */
const UNSAFE = /[/\\:]|^\.|[\p{Cc}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u;
