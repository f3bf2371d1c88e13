import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { type Palette, paletteOf } from '../../src/terminal/palette.ts';

function palette(env: Record<string, string>, isTTY = true, color = true): Palette | null {
  return paletteOf({
    terminal: {
      stdin: new PassThrough(),
      stdout: Object.assign(new PassThrough(), { isTTY }),
      stderr: new PassThrough(),
      env,
    },
    options: { color },
    signal: new AbortController().signal,
  });
}

test.each([
  [{ COLORTERM: 'truecolor', TERM: 'xterm' }, 'true'],
  [{ COLORTERM: '24bit', TERM: 'screen' }, 'true'],
  [{ TERM: 'xterm-direct' }, 'true'],
  [{ WT_SESSION: 'x' }, 'true'],
  [{ TERM: 'screen-256color' }, '256'],
  [{ TERM: 'linux' }, 'grey'],
  [{}, 'grey'],
  [{ COLORTERM: 'truecolor', NO_COLOR: '1' }, 'grey'],
  [{ COLORTERM: 'truecolor', TERM: 'dumb' }, null],
  [{ COLORTERM: 'truecolor', INK_SCREEN_READER: 'true' }, null],
])('a terminal with %j shows pictures as %s', (env, wanted) => {
  expect(palette(env as Record<string, string>)).toBe(wanted);
});

test('--no-color is grey, a pipe shows nothing', () => {
  expect(palette({ COLORTERM: 'truecolor' }, true, false)).toBe('grey');
  expect(palette({ COLORTERM: 'truecolor' }, false)).toBeNull();
});
