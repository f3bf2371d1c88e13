import { expect, it } from 'vitest';
import { uploads } from '../../src/service/uploads.ts';

const common = { type: 'hs_desc', address: 'x' } as const;

function after(...steps: readonly string[]): boolean {
  const counted = uploads();
  for (const step of steps) {
    const [action, directory = '', descriptor = ''] = step.split(' ');
    if (action === 'created') counted.heard({ ...common, action: 'CREATED', descriptor: directory });
    if (action === 'ask') counted.heard({ ...common, action: 'UPLOAD', directory, descriptor });
    if (action === 'took') counted.heard({ ...common, action: 'UPLOADED', directory });
  }
  return counted.enough;
}
const ask = (descriptor: string, ...directories: string[]) =>
  directories.map((d) => `ask ${d} ${descriptor}`);
const took = (...directories: string[]) => directories.map((d) => `took ${d}`);

it('needs three directories for a descriptor', () => {
  const asked = ask('now', 'a', 'b', 'c', 'd');
  expect(after(...asked, ...took('a', 'b'))).toBe(false);
  expect(after(...asked, ...took('a', 'b', 'c'))).toBe(true);
});

it('needs all where fewer were asked', () => {
  expect(after(...ask('now', 'a', 'b'), ...took('a'))).toBe(false);
  expect(after(...ask('now', 'a', 'b'), ...took('a', 'b'))).toBe(true);
});

it('needs them for both descriptors, also for one that was only announced', () => {
  const first = ['created now', 'created next', ...ask('now', 'a', 'b', 'c'), ...took('a', 'b', 'c')];
  expect(after(...first)).toBe(false);
  expect(after(...first, ...ask('next', 'd', 'e', 'f'), ...took('d', 'e'))).toBe(false);
  expect(after(...first, ...ask('next', 'd', 'e', 'f'), ...took('d', 'e', 'f'))).toBe(true);
});

it('counts a directory asked for both only when it took both', () => {
  const asked = [...ask('now', 'a', 'b', 'c'), ...ask('next', 'a', 'b', 'c')];
  expect(after(...asked, ...took('a', 'b', 'c'))).toBe(false);
  expect(after(...asked, ...took('a', 'b', 'c', 'a', 'b', 'c'))).toBe(true);
});

it('is not enough before anything was asked', () => {
  expect(after()).toBe(false);
  expect(after(...took('a', 'b', 'c'))).toBe(false);
});
