import type { Pixels } from '@torchat/core/avatar';
import type { AccountApi } from '@torchat/gateway/api';
import { expect, test } from 'vitest';
import { type Pictures, pictureLoader, withPicture } from '../../src/chat/pictures.ts';
import { smallPicture } from '../../src/chat/layout/small-picture.ts';
import { FACE_PNG } from '../support/face.ts';
import { BOB, CAROL, contact } from '../support/world.ts';

const PIXELS: Pixels = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 4).fill(255) };

test('each picture is asked for once, also when it cannot be had', async () => {
  const asked: string[] = [];
  const api = {
    async contactAvatar(id: string) {
      asked.push(id);
      return id === BOB ? FACE_PNG : Buffer.from('nonsense');
    },
  } as Partial<AccountApi> as AccountApi;
  let known: Pictures = new Map();
  const taken = Promise.withResolvers<void>();
  const load = pictureLoader(api, (name, pixels) => {
    known = withPicture(known, name, pixels);
    if (known.size === 2) taken.resolve();
  });
  const people = [
    contact(BOB, 'bob', { avatar: 'a' }),
    contact(CAROL, 'carol', { avatar: 'b' }),
    contact('x', 'none'),
  ];
  for (const one of [...people, ...people]) load(one, known);
  await taken.promise;
  for (const one of people) load(one, known);
  expect(asked).toEqual([BOB, CAROL]);
  expect(known.get('a')?.width).toBe(64);
  expect(known.get('b')).toBeNull();
});

test('a contact that changes its picture all the time fills no memory', () => {
  let known: Pictures = new Map();
  for (let number = 0; number < 1000; number++) known = withPicture(known, `${number}`, PIXELS);
  expect(known.size).toBe(32);
  expect(known.has('999')).toBe(true);
});

test.each([
  ['20 wide where there is room', 21, 15, 10],
  ['as high as the free rows', 21, 8, 8],
  ['as wide as the list', 15, 15, 7],
  ['not at all when it would be a blot', 21, 5, 0],
  ['not at all in no room', 21, -3, 0],
])('the small picture is %s', (_what, columns, free, rows) => {
  expect(smallPicture(PIXELS, '256', columns, free)).toHaveLength(rows);
});

test('the small picture needs colours', () => {
  expect(smallPicture(PIXELS, 'grey', 21, 15)).toEqual([]);
  expect(smallPicture(PIXELS, null, 21, 15)).toEqual([]);
  expect(smallPicture(PIXELS, 'true', 21, 15)[0]).toContain('38;2;255;255;255');
});
