import type { Pixels } from '@torchat/core/avatar';
import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { halfBlocks } from '../../src/terminal/half-blocks.ts';

// oxlint-disable-next-line no-control-regex
const COLOR = /\u001B\[(?:0|[34]8;(?:5;\d+|2;\d+;\d+;\d+)(?:;48;(?:5;\d+|2;\d+;\d+;\d+))?)m/gu;
const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];
const CLEAR = [9, 9, 9, 127];

function picture(width: number, ...pixels: number[][]): Pixels {
  return { width, height: pixels.length / width, data: Uint8Array.from(pixels.flat()) };
}

test('two pixels share a cell, the upper one in the colour of the text', () => {
  expect(halfBlocks(picture(1, RED, BLUE), 'true')).toEqual([
    '\u001B[0m\u001B[38;2;255;0;0;48;2;0;0;255m▀\u001B[0m',
  ]);
  expect(halfBlocks(picture(1, RED, BLUE), '256')).toEqual(['\u001B[0m\u001B[38;5;196;48;5;21m▀\u001B[0m']);
});

test('what is clear is the terminal itself', () => {
  expect(halfBlocks(picture(3, CLEAR, RED, CLEAR, CLEAR, CLEAR, BLUE), 'true')).toEqual([
    ' \u001B[0m\u001B[38;2;255;0;0m▀\u001B[0m\u001B[38;2;0;0;255m▄\u001B[0m',
  ]);
});

test('cells of the same colours say them once', () => {
  const [row = ''] = halfBlocks(picture(40, ...Array.from({ length: 80 }, () => RED)), 'true');
  expect(row.match(/38;2/gu)).toHaveLength(1);
  expect(row).toContain('▀'.repeat(40));
});

test('without colours light becomes shapes, dark ones end the row', () => {
  const [white, grey, black] = [255, 128, 0].map((value) => [value, value, value, 255]) as [
    number[],
    number[],
    number[],
  ];
  expect(halfBlocks(picture(4, white, grey, black, CLEAR, white, grey, black, CLEAR), 'grey')).toEqual([
    '@+',
  ]);
});

test.each([
  ['black', [0, 0, 0], 16],
  ['white', [255, 255, 255], 231],
  ['a grey between the steps', [118, 118, 118], 243],
  ['orange', [255, 135, 0], 208],
])('%s has its nearest of 256 colours', (_what, color, number) => {
  const pixel = [...color, 255];
  expect(halfBlocks(picture(1, pixel, pixel), '256')[0]).toContain(`38;5;${number};48;5;${number}m`);
});

property.prop([fc.uint8Array({ minLength: 256, maxLength: 256 }), fc.constantFrom('true', '256', 'grey')])(
  'no picture brings anything but blocks, shades and colours, and every colour ends',
  (data, palette) => {
    for (const row of halfBlocks({ width: 8, height: 8, data }, palette)) {
      const rest = row.replaceAll(COLOR, '');
      expect(rest).toMatch(/^[ .:\-=+*#%@▀▄]{0,8}$/u);
      if (palette !== 'grey') expect(row.endsWith('\u001B[0m')).toBe(true);
    }
  },
);
