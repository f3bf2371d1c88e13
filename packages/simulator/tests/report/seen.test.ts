// What a client was to its contacts at every moment.
import { expect, test } from 'vitest';
import type { PersonRecord, SimResult, ViewRecord } from '../../src/record/result.ts';
import { coarsened } from '../../src/report/online-rows.ts';
import { missedFor, seenBy, type SeenChange } from '../../src/report/seen.ts';
import { viewOf } from '../../src/report/view.ts';
import { madeUp } from './made-up.ts';

const person = (name: string, contacts: number[], lives: number[], kind: PersonRecord['kind'] = 'ours') => ({
  name,
  group: name,
  kind,
  contacts,
  lives,
});

function lived(people: PersonRecord[], views: ViewRecord[]): SimResult {
  return { ...madeUp({ clients: 1, faults: 0, texts: 0, samples: 0 }), length: 100, people, views };
}

test('is all, some, none, alone or off, and changes once at one moment', () => {
  const result = lived(
    [person('alice', [1, 2], [10, 90]), person('bob', [0], [20, 80]), person('carol', [0], [30])],
    [
      {
        viewer: 1,
        contact: 0,
        changes: [
          [25, 'handshake'],
          [28, 'available'],
          [80, 'offline'],
        ],
      },
      {
        viewer: 2,
        contact: 0,
        changes: [
          [40, 'away'],
          [50, 'offline'],
          [60, 'available'],
        ],
      },
    ],
  );
  expect(seenBy(viewOf(result))[0]).toEqual([
    [0, 'off'],
    [10, 'alone'],
    [20, 'none'],
    [28, 'all'],
    [30, 'some'],
    [40, 'all'],
    [50, 'some'],
    [60, 'all'],
    [90, 'off'],
  ]);
});

test('a hostile client is nobody who would look', () => {
  const people = [person('alice', [1], [0]), person('mallory', [0], [0], 'hostile')];
  expect(seenBy(viewOf(lived(people, [])))[0]).toEqual([[0, 'alone']]);
});

test('counts how long it was missed, to the end of the run', () => {
  expect(
    missedFor(
      [
        [0, 'all'],
        [10, 'some'],
        [20, 'all'],
        [70, 'none'],
      ],
      100,
    ),
  ).toBe(40);
});

test('made coarse, a row still shows the worst of each slice', () => {
  const changes: SeenChange[] = Array.from(
    { length: 1000 },
    (_, at) => [at, at % 2 === 0 ? 'all' : 'alone'] as const,
  );
  changes[501] = [501, 'none'];
  const coarse = coarsened(changes, 1000, 100);
  expect(coarse.length).toBeLessThan(100);
  expect(coarse).toContainEqual([500, 'none']);
  expect(coarse.filter(([, seen]) => seen === 'none')).toHaveLength(1);
});
