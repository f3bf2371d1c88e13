import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { LineSplitter, MAX_LINE_BYTES } from '../../src/wire/line-splitter.ts';

const LF = 0x0a;

interface Taken {
  readonly lines: Uint8Array[];
  overlong: number;
}

function splitter(max?: number): { splitter: LineSplitter; taken: Taken } {
  const taken: Taken = { lines: [], overlong: 0 };
  const sink = {
    line: (line: Uint8Array) => void taken.lines.push(line),
    overlong: () => void taken.overlong++,
  };
  return { splitter: new LineSplitter(sink, max), taken };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (lines: readonly Uint8Array[]): string[] => lines.map((line) => new TextDecoder().decode(line));

/** The lines that a stream holds, by the plainest way. */
function linesOf(stream: readonly number[]): number[][] {
  const lines: number[][] = [[]];
  for (const byte of stream) {
    if (byte === LF) lines.push([]);
    else lines.at(-1)?.push(byte);
  }
  return lines.slice(0, -1);
}

// LF and CR often, so that most streams hold several lines.
const byte = fc.oneof(fc.constantFrom(LF, 0x0d, 0x00), fc.integer({ min: 0, max: 255 }));
const chunks = fc.array(fc.array(byte, { maxLength: 40, size: 'max' }), { maxLength: 12, size: 'max' });

test.prop([chunks])('gives the same lines however the stream is cut', (parts) => {
  const { splitter: whole, taken } = splitter();
  for (const part of parts) whole.push(Uint8Array.from(part));
  expect(taken.lines.map((line) => [...line])).toEqual(linesOf(parts.flat()));
  expect(taken.overlong).toBe(0);
});

test.prop([chunks, fc.integer({ min: 0, max: 20 })])(
  'takes what comes before the first line over the bound, nothing after',
  (parts, max) => {
    const { splitter: bounded, taken } = splitter(max);
    for (const part of parts) bounded.push(Uint8Array.from(part));
    const stream = parts.flat();
    const lines = linesOf(stream);
    const unfinished = stream.length - stream.lastIndexOf(LF) - 1;
    const first = lines.findIndex((line) => line.length > max);
    expect(taken.lines.map((line) => [...line])).toEqual(first < 0 ? lines : lines.slice(0, first));
    expect(taken.overlong).toBe(first >= 0 || unfinished > max ? 1 : 0);
  },
);

describe('a line', () => {
  it('is a view into the chunk that holds all of it', () => {
    const { splitter: views, taken } = splitter();
    const chunk = bytesOf('one\ntwo\n');
    views.push(chunk);
    expect(texts(taken.lines)).toEqual(['one', 'two']);
    expect(taken.lines.map((line) => line.buffer === chunk.buffer)).toEqual([true, true]);
  });

  it('that spans chunks does not change when the caller uses its chunk again', () => {
    const { splitter: copies, taken } = splitter();
    const chunk = bytesOf('first half');
    copies.push(chunk);
    chunk.fill(0x78);
    copies.push(bytesOf(' second\nthird'));
    copies.push(bytesOf(' line\n'));
    expect(texts(taken.lines)).toEqual(['first half second', 'third line']);
  });

  it('may be empty, and keeps its CR', () => {
    const { splitter: plain, taken } = splitter();
    plain.push(bytesOf('\n\r\n'));
    expect(texts(taken.lines)).toEqual(['', '\r']);
  });

  it('may have 1 MiB and not a byte more, whether or not its end has come', () => {
    expect(MAX_LINE_BYTES).toBe(1024 * 1024);
    const longest = splitter();
    longest.splitter.push(new Uint8Array(MAX_LINE_BYTES));
    longest.splitter.push(bytesOf('\n'));
    expect(longest.taken).toMatchObject({ lines: { length: 1 }, overlong: 0 });

    const unfinished = splitter();
    unfinished.splitter.push(new Uint8Array(MAX_LINE_BYTES));
    unfinished.splitter.push(Uint8Array.of(0));
    expect(unfinished.taken).toEqual({ lines: [], overlong: 1 });
  });

  it('that comes byte by byte costs no more than its length', () => {
    const { splitter: slow, taken } = splitter();
    const one = Uint8Array.of(0x61);
    for (let sent = 0; sent < MAX_LINE_BYTES; sent++) slow.push(one);
    slow.push(Uint8Array.of(LF));
    expect(taken.lines[0]?.length).toBe(MAX_LINE_BYTES);
  });
});

it('looks at every byte once', () => {
  const looked: number[] = [];
  class Watched extends Uint8Array {
    override indexOf(wanted: number, from = 0): number {
      const at = super.indexOf(wanted, from);
      looked.push((at < 0 ? this.length : at + 1) - from);
      return at;
    }
  }
  const { splitter: watched } = splitter();
  for (const text of ['abc', 'def\ngh', '\n\nij', 'k\n']) watched.push(Watched.from(bytesOf(text)));
  expect(looked.reduce((sum, count) => sum + count, 0)).toBe('abcdef\ngh\n\nijk\n'.length);
});

it('takes nothing more once closed, not even the rest of a chunk', () => {
  const lines: string[] = [];
  const closing: LineSplitter = new LineSplitter({
    line: (line) => {
      lines.push(...texts([line]));
      if (lines.length === 2) closing.close();
    },
    overlong: () => lines.push('overlong'),
  });
  closing.push(bytesOf('one\ntwo\nthree\n'));
  closing.push(bytesOf('four\n'));
  expect(lines).toEqual(['one', 'two']);
});
