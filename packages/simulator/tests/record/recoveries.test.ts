import type { Presence } from '@torchat/core';
import { expect, test } from 'vitest';
import { recoveriesOf } from '../../src/record/recoveries.ts';
import type { FaultRecord, PersonRecord, ViewRecord } from '../../src/record/result.ts';

const END = 1000;
const people: PersonRecord[] = [0, 1, 2].map((at) => ({
  name: `p${at}`,
  group: 'p',
  kind: 'ours',
  contacts: [0, 1, 2].filter((other) => other !== at),
  lives: [0],
}));

function fault(
  number: number,
  who: number[],
  began: number,
  ended: number | null,
  from: number[] = [],
): FaultRecord {
  return { number, what: from.length > 0 ? 'link_cut' : 'killed', who, from, hit: [], began, ended };
}

function views(changes: Record<string, [number, Presence][]>): ViewRecord[] {
  return Object.entries(changes).map(([pair, list]) => {
    const [viewer, contact] = pair.split('>').map(Number) as [number, number];
    return { viewer, contact, changes: list };
  });
}

/** `viewer>contact took/hidden/watched` of the first fault. */
function recovered(seen: ViewRecord[], faults: FaultRecord[]): string[] {
  return recoveriesOf(people, seen, faults, END)
    .filter(({ fault }) => fault === 0)
    .map(({ viewer, contact, took, hidden, watched }) => `${viewer}>${contact} ${took}/${hidden}/${watched}`);
}

const ONLINE: [number, Presence][] = [[10, 'available']];
const all = (changes: [number, Presence][]): Record<string, [number, Presence][]> =>
  Object.fromEntries(['0>1', '0>2', '1>0', '1>2', '2>0', '2>1'].map((pair) => [pair, changes]));

test('both ways between the struck and his contacts, and nobody else', () => {
  expect(recovered(views(all(ONLINE)), [fault(0, [0], 100, 200)])).toEqual([
    '0>1 0/0/800',
    '1>0 0/0/800',
    '0>2 0/0/800',
    '2>0 0/0/800',
  ]);
});

test('a cut link concerns those on both sides of it', () => {
  expect(recovered(views(all(ONLINE)), [fault(0, [0], 100, 200, [2])])).toEqual([
    '0>2 0/0/800',
    '2>0 0/0/800',
  ]);
});

test('recovered is who stays online; hidden is all the time offline', () => {
  const flaps: [number, Presence][] = [
    ...ONLINE,
    [150, 'offline'],
    [230, 'handshake'],
    [250, 'away'],
    [300, 'offline'],
    [310, 'available'],
  ];
  expect(recovered(views({ '1>0': flaps }), [fault(0, [0], 100, 200)])[1]).toBe('1>0 110/60/800');
});

test('who is not seen online again has not recovered', () => {
  expect(recovered(views({ '1>0': [...ONLINE, [150, 'offline']] }), [fault(0, [0], 100, 200)])[1]).toBe(
    '1>0 null/800/800',
  );
});

test('the next fault of either ends the watch, one that is still on begins none', () => {
  const again = fault(1, [1], 500, 600);
  expect(recovered(views(all(ONLINE)), [fault(0, [0], 100, 200), again])[0]).toBe('0>1 0/0/300');
  const on = fault(1, [1], 50, 600);
  expect(recovered(views(all(ONLINE)), [fault(0, [0], 100, 200), on])).toEqual([
    '0>2 0/0/800',
    '2>0 0/0/800',
  ]);
});

test('a fault without an end has no recovery', () => {
  expect(recovered(views(all(ONLINE)), [fault(0, [0], 100, null)])).toEqual([]);
});
