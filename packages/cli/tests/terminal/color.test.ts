import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { wantsColor } from '../../src/terminal/color.ts';

test.each([
  ['a terminal', {}, true, true, true],
  ['a pipe', {}, true, false, false],
  ['NO_COLOR', { NO_COLOR: '1' }, true, true, false],
  ['an empty NO_COLOR, which means nothing', { NO_COLOR: '' }, true, true, true],
  ['--no-color', {}, false, true, false],
  ['a dumb terminal', { TERM: 'dumb' }, true, true, false],
])('%s', (_name, env, color, isTTY, wanted) => {
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const terminal = { stdin: new PassThrough(), stdout, stderr: stdout, env };
  expect(wantsColor({ terminal, options: { color }, signal: new AbortController().signal })).toBe(wanted);
});
