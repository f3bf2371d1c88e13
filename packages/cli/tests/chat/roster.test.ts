import { expect, test } from 'vitest';
import { firstToOpen, inOrder, neighbour, rosterWindow } from '../../src/chat/roster.ts';
import { BOB, CAROL, contact, DAVE } from '../support/world.ts';

const contacts = new Map(
  [
    contact('ffffffffffffffff', 'blocked', { relation: 'blocked' }),
    contact(BOB, 'bob 10'),
    contact(CAROL, 'Bob 9'),
    contact('gggggggggggggggg', 'a gone one', { removedUs: true }),
    contact(DAVE, 'zoe', { relation: 'request' }),
  ].map((one) => [one.id, one]),
);

test('shows who asks first, then by name with numbers as numbers, then who is gone or blocked', () => {
  expect(inOrder(contacts).map(({ name }) => name)).toEqual([
    'zoe',
    'Bob 9',
    'bob 10',
    'a gone one',
    'blocked',
  ]);
});

test('sorts once for each state of the list', () => {
  expect(inOrder(contacts)).toBe(inOrder(contacts));
});

test('a neighbour of nobody is the first, and an empty list has none', () => {
  expect(neighbour(contacts, null, 1)).toBe(DAVE);
  expect(neighbour(new Map(), null, 1)).toBeNull();
  expect(firstToOpen(new Map())).toBeNull();
});

test('a long list shows the rows around the open contact', () => {
  const many = Array.from({ length: 1000 }, (_, at) => contact(`${at}`.padStart(16, 'a'), `n${at}`));
  const at = (index: number) => rosterWindow(many, many[index]?.id ?? null, 10);
  expect(at(0)).toMatchObject({ above: 0, below: 990 });
  expect(at(500)).toMatchObject({ above: 495, below: 495 });
  expect(at(999)).toMatchObject({ above: 990, below: 0 });
  expect(at(500).rows).toContain(many[500]);
});
