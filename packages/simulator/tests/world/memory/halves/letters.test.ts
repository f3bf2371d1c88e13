import { expect, test } from 'vitest';
import { type Letter, lettersOf, Post } from '../../../../src/world/memory/halves/letters.ts';

const LETTERS: readonly Letter[] = [
  { kind: 'dial', connection: 7, at: 1_767_225_600_123, from: 3, to: 1999 },
  { kind: 'connected', connection: 7, at: 1.5 },
  {
    kind: 'lines',
    connection: 8,
    at: 2,
    lines: [Uint8Array.of(1, 2, 3), new Uint8Array(), Uint8Array.of(10)],
  },
  { kind: 'lines', connection: 9, at: 3, lines: [] },
  { kind: 'refused', connection: 0xffff_ffff, at: 4 },
  { kind: 'closed', connection: 10, at: 5 },
];

test('letters are read as they were written, in their order', () => {
  const post = new Post();
  for (const letter of LETTERS) post.write(letter);
  expect([...lettersOf(post.take())]).toEqual(LETTERS);
});

test('what was taken is gone', () => {
  const post = new Post();
  post.write({ kind: 'closed', connection: 1, at: 1 });
  expect(post.take()).toHaveLength(13);
  expect(post.take()).toHaveLength(0);
});

test('long lines find room', () => {
  const post = new Post();
  const line = new Uint8Array(300_000).fill(5);
  for (let count = 0; count < 4; count++)
    post.write({ kind: 'lines', connection: count, at: count, lines: [line] });
  const read = [...lettersOf(post.take())];
  expect(read.map((letter) => letter.kind === 'lines' && letter.lines[0]?.length)).toEqual(
    Array.from({ length: 4 }, () => 300_000),
  );
});
