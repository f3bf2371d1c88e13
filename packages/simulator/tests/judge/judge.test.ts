import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge/judge.ts';
import type { CheckRecord, PersonRecord, TextRecord } from '../../src/record/result.ts';
import type { Judged } from '../../src/judge/run-so-far.ts';
import type { CheckName, Holds } from '../../src/scenario/checks.ts';

const person = (name: string, contacts: number[], more: Partial<PersonRecord> = {}): PersonRecord => ({
  name,
  group: name,
  kind: 'ours',
  contacts,
  lives: [0],
  ...more,
});

const text = (text: string, more: Partial<TextRecord> = {}): TextRecord => ({
  from: 0,
  to: 1,
  text,
  taken: 100,
  shown: [200],
  place: 0,
  delivered: 300,
  ...more,
});

const SOUND: Judged = {
  format: 'torchat-sim-1',
  scenario: { name: 'x', file: 'x.yaml' },
  world: 'memory',
  seed: 1,
  repeat: '',
  startedAt: '',
  seconds: 1,
  length: 86_400_000,
  facts: { about: '', traffic: 'lines', torVersion: null },
  machine: { cores: 1, memory: 1, node: '' },
  people: [person('alice', [1]), person('bob', [0])],
  views: [
    { viewer: 0, contact: 1, changes: [[1000, 'available']] },
    { viewer: 1, contact: 0, changes: [[2000, 'away']] },
  ],
  texts: [text('a'), text('b', { taken: 110, place: 1 })],
  files: [{ from: 0, to: 1, name: 'f', size: 10, taken: 0, landed: 5, right: true, failed: null }],
  forwards: [{ from: 0, to: 1, size: 10, at: 5, milliseconds: 3, right: true, why: '' }],
  faults: [{ number: 0, what: 'killed', who: [1], from: [], hit: [], began: 5, ended: 10 }],
  recoveries: [{ fault: 0, viewer: 0, contact: 1, took: 100, hidden: 100, watched: 5000 }],
  samples: [{ who: 0, at: [86_400_000], memory: [1000], sent: [400], received: [600] }],
  incidents: [],
  leftOut: [],
  ended: null,
};

function judged<Check extends CheckName>(
  check: Check,
  asked: Holds[Check],
  run: Partial<Judged>,
): CheckRecord {
  const [record] = judge({ ...SOUND, ...run }, { [check]: asked }, new Set([check]));
  if (record === undefined) throw new Error('it was not judged');
  return record;
}

type Case = readonly [CheckName, Holds[CheckName], Record<string, Partial<Judged>>];

const CASES: readonly Case[] = [
  [
    'texts',
    'all once in order',
    {
      'is lost': { texts: [text('a', { shown: [], place: -1 })] },
      'is shown twice': { texts: [text('a', { shown: [200, 300] })] },
      'is shown before one that was written earlier': {
        texts: [text('a', { place: 1 }), text('b', { place: 0 })],
      },
      'comes from nobody': {
        incidents: [{ at: 1, who: 0, kind: 'error', other: 1, what: 'a text that nobody wrote to it: "x"' }],
      },
    },
  ],
  [
    'files',
    'all right',
    {
      'arrives with other bytes': {
        files: [{ ...(SOUND.files[0] as Judged['files'][number]), right: false }],
      },
      'does not arrive': {
        files: [{ ...(SOUND.files[0] as Judged['files'][number]), right: null, landed: null }],
      },
    },
  ],
  [
    'forwards',
    'all right',
    {
      'comes back otherwise': {
        forwards: [{ ...(SOUND.forwards[0] as Judged['forwards'][number]), right: false }],
      },
    },
  ],
  ['online_within', 1500, { 'is seen too late': {}, 'is never seen': { views: SOUND.views.slice(0, 1) } }],
  [
    'online_at_end',
    true,
    {
      'is shown offline': { views: SOUND.views.slice(0, 1) },
      'is shown online and is gone': {
        people: [person('alice', [1]), person('bob', [0], { lives: [0, 50] })],
      },
    },
  ],
  [
    'recovery_within',
    90,
    {
      'takes too long': {},
      'never comes': {
        recoveries: [{ fault: 0, viewer: 0, contact: 1, took: null, hidden: 5000, watched: 5000 }],
      },
    },
  ],
  ['memory_under', 999, { 'is too much': {} }],
  ['traffic_under', 999, { 'is too much': {}, 'is not told': { samples: [] } }],
  [
    'connections',
    'loopback only',
    {
      'leads elsewhere': {
        incidents: [{ at: 1, who: 0, kind: 'connection', other: null, what: '192.0.2.1:443' }],
      },
    },
  ],
  [
    'violations',
    'none',
    {
      'is said of a friend': { incidents: [{ at: 1, who: 0, kind: 'violation', other: 1, what: 'it lies' }] },
    },
  ],
  [
    'twins',
    'one runs',
    { 'is not noticed': { faults: [{ ...(SOUND.faults[0] as Judged['faults'][number]), what: 'twin' }] } },
  ],
];

describe.each(CASES)('%s', (check, asked, bad) => {
  test.each(Object.entries(bad))('does not hold when something %s', (_, run) => {
    const { held, count, violations } = judged(check, asked, run);
    expect({ held, count, told: violations.length }).toEqual({ held: false, count: 1, told: 1 });
  });

  test('holds otherwise', () => {
    const lenient = typeof asked === 'number' ? asked * 2 : asked;
    expect(judged(check, lenient, {})).toMatchObject({ held: true, violations: [] });
  });
});

test('what a client of old lost is counted, and nobody is blamed', () => {
  const people = [person('old', [1], { kind: 'legacy555' }), person('bob', [0])];
  const record = judged('texts', 'all once in order', {
    people,
    texts: [text('a', { shown: [], place: -1 })],
  });
  expect(record).toMatchObject({ held: true, seen: expect.stringContaining('1 that clients of old lost') });
});

test('recoveries after several kinds of faults are told apart', () => {
  const [fault] = SOUND.faults;
  const faults = [fault, { ...fault, number: 1, what: 'suspended' }] as Judged['faults'];
  const [recovery] = SOUND.recoveries;
  const recoveries = [recovery, { ...recovery, fault: 1, took: 3000 }] as Judged['recoveries'];
  const { seen } = judged('recovery_within', 9000, { faults, recoveries });
  expect(seen).toContain('after killed: median 0.1 s, worst 0.1 s of 1');
  expect(seen).toContain('after suspended: median 3.0 s, worst 3.0 s of 1');
});

test('a recovery that was not watched for long enough says nothing', () => {
  const recoveries = [{ fault: 0, viewer: 0, contact: 1, took: null, hidden: 50, watched: 50 }];
  expect(judged('recovery_within', 90, { recoveries }).held).toBe(true);
});

test('what is said of a hostile one is no accusation among friends', () => {
  const people = [person('alice', [1]), person('mallory', [0], { kind: 'hostile' })];
  const incidents = [{ at: 1, who: 0, kind: 'violation' as const, other: 1, what: 'it lies' }];
  expect(judged('violations', 'none', { people, incidents }).held).toBe(true);
});
