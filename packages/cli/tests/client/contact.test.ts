import { expect, test } from 'vitest';
import { displayName, findContact, idToAdd } from '../../src/client/contact.ts';
import { BOB, CAROL, contact, DAVE } from '../support/world.ts';

const bob = contact(BOB, 'Bob');
const carol = contact(CAROL, '', { profile: { name: 'Carol', text: '' } });
const dave = contact(DAVE, 'aaa', { relation: 'request' });
const all = [bob, carol, dave];

test.each([
  [BOB, bob],
  [`${BOB.toUpperCase()}.onion`, bob],
  ['bob', bob],
  ['2gz', bob],
  ['CAROL', carol],
  ['aaab', dave],
  ['aaa', dave],
])('finds %s', (wanted, found) => {
  expect(findContact(all, wanted)).toBe(found);
});

test.each([
  ['nobody', 'There is no contact "nobody": `torchat list` shows whom you have.'],
  ['2g', 'There is no contact "2g": `torchat list` shows whom you have.'],
  ['', 'There is no contact "": `torchat list` shows whom you have.'],
  ['ccccccccccccccccc', 'There is no contact "ccccccccccccccccc": `torchat list` shows whom you have.'],
  ['cccccccccccccccc', 'There is no contact "cccccccccccccccc": add it first with `torchat add`.'],
])('says plainly that %j is unknown', (wanted, why) => {
  expect(() => findContact(all, wanted)).toThrow(
    expect.objectContaining({ code: 'unknown_contact', message: why }),
  );
});

test('says who may be meant when several are', () => {
  const two = [bob, contact(CAROL, 'bob')];
  expect(() => findContact(two, 'bob')).toThrow(
    '"bob" may be Bob (2gzyxa5i…) or bob (aaaaaaaa…): give more of the id.',
  );
  expect(() => findContact([carol, contact(DAVE, 'x')], 'aaa')).toThrow(/may be Carol .* or x/u);
});

test('adds by id, and one who asks by name or beginning, too', () => {
  expect(idToAdd([], ` ${BOB}.onion `)).toBe(BOB);
  expect(idToAdd(all, 'aaa')).toBe(DAVE);
  expect(() => idToAdd(all, 'bob')).toThrow(/not a TorChat ID/u);
});

test('calls a contact by our name, else its own, else the beginning of its id', () => {
  expect(displayName(bob)).toBe('Bob');
  expect(displayName(carol)).toBe('Carol');
  expect(displayName(contact(BOB, ' \u202E '))).toBe('2gzyxa5i…');
});
