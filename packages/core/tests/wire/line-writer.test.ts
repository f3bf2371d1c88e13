import { expect, it } from 'vitest';
import { LineWriter } from '../../src/wire/line-writer.ts';

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function line(writer: LineWriter, text: string): Uint8Array {
  writer.begin('message');
  writer.text(text);
  return writer.end();
}

it('writes the blank after a command without arguments', () => {
  const writer = new LineWriter();
  writer.begin('add_me');
  expect(textOf(writer.end())).toBe('add_me \n');
});

it('separates arguments by single blanks, empty ones as well', () => {
  const writer = new LineWriter();
  writer.begin('filename');
  writer.text('').number(0).text('a b').bytes(new Uint8Array(0));
  expect(textOf(writer.end())).toBe('filename  0 a b \n');
});

it('never writes to a line it has handed out', () => {
  const writer = new LineWriter();
  const sent = Array.from({ length: 500 }, (_, number) => line(writer, `text ${number} ü`));
  expect(sent.map(textOf)).toEqual(sent.map((_, number) => `message text ${number} ü\n`));
});

it('hands out exactly the line when it is larger than a slab, then goes on', () => {
  const writer = new LineWriter();
  const before = line(writer, 'before');
  const long = 'ü\\\n'.repeat(100_000);
  const large = line(writer, long);
  expect(textOf(large)).toBe(`message ${long.replaceAll('\\', '\\/').replaceAll('\n', '\\n')}\n`);
  expect(large.buffer.byteLength).toBe(large.length);
  expect(textOf(line(writer, 'after'))).toBe('message after\n');
  expect(textOf(before)).toBe('message before\n');
});

it('moves what it has begun when the slab ends in the middle of a line', () => {
  const writer = new LineWriter();
  for (let filled = 0; filled < 8000; filled += 100) line(writer, 'x'.repeat(91));
  writer.begin('filedata');
  writer.text('id').bytes(new Uint8Array(300).fill(0x61));
  expect(textOf(writer.end())).toBe(`filedata id ${'a'.repeat(300)}\n`);
});
