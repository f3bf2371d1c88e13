import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readLines } from '../../src/terminal/lines.ts';

async function linesOf(chunks: readonly (string | Buffer)[]): Promise<string[]> {
  const input = new PassThrough();
  const lines: string[] = [];
  const done = readLines(input, (line) => lines.push(line));
  for (const chunk of chunks) input.write(chunk);
  input.end();
  await done;
  return lines;
}

test('cuts at LF only, wherever the chunks end', async () => {
  expect(await linesOf(['a', 'b\nc\u2028d\r', 'e\n\nlast'])).toEqual(['ab', 'c\u2028d\re', '', 'last']);
});

test('puts characters together that two chunks share', async () => {
  const bytes = Buffer.from('日本\n');
  expect(await linesOf([bytes.subarray(0, 2), bytes.subarray(2)])).toEqual(['日本']);
});

test('ends with the signal, and hears nothing more', async () => {
  const input = new PassThrough();
  const stop = new AbortController();
  const lines: string[] = [];
  const done = readLines(input, (line) => lines.push(line) && stop.abort(), stop.signal);
  input.write('one\ntwo\n');
  await done;
  expect(lines).toEqual(['one']);
  expect(input.listenerCount('data')).toBe(0);
});
