// Each has the other's picture, pixel by pixel, with what is transparent in it.
import { bothWays, type Case } from './pair.ts';
import { picture } from '../support/pictures.ts';

const STEPS: readonly (readonly [what: string, png: ReturnType<typeof picture> | null])[] = [
  ['set', picture(1, { alpha: false })],
  ['changed to one that is transparent in part', picture(2, { alpha: true })],
  ['changed to one that is not', picture(3, { alpha: false })],
  ['taken away', null],
  ['set again', picture(4, { alpha: true })],
];

export const pictures: readonly Case[] = STEPS.flatMap(([what, shown]) =>
  bothWays(`avatar: ${what}`, async (from, to) => {
    await from.avatar(shown?.png ?? null);
    const expected = shown?.sha256 ?? '';
    await to.until(`see the picture of ${from.name}`, () => to.avatarOf(from) === expected);
  }),
);
