import { expect, test } from 'vitest';
import { castOf } from '../../src/scenario/cast.ts';
import { lotOf } from '../../src/scenario/lot.ts';
import { readScenario } from '../../src/scenario/read.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

function scenarioOf(contacts: string, people = 'friend: { count: 6 }', more = ''): Scenario {
  const reading = readScenario(
    `name: x\nduration: 1m\npeople: { ${people} }\ncontacts: [${contacts}]\n${more}`,
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
}

function graph(scenario: Scenario, seed = 1, clients?: number): string {
  const { people } = castOf(scenario, lotOf(seed, 'graph'), clients);
  return people.map(({ contacts }) => contacts.join('')).join(' ');
}

test.each([
  ['{ shape: mesh }', '12345 02345 01345 01245 01235 01234'],
  ['{ shape: ring }', '15 02 13 24 35 04'],
  ['{ shape: ring, each: 4 }', '1245 0235 0134 1245 0235 0134'],
  ['{ shape: star, centre: friend2 }', '1 02345 1 1 1 1'],
  ['{ shape: pairs, pairs: [[friend1, friend6]] }', '5     0'],
  [
    '{ shape: ring, of: [friend1, friend2, friend3] }, { shape: star, centre: friend4 }',
    '123 023 013 01245 3 3',
  ],
])('%s', (shape, wanted) => {
  expect(graph(scenarioOf(shape))).toBe(wanted);
});

test('a random graph gives everybody about so many contacts, and the same to the same seed', () => {
  const scenario = scenarioOf('{ shape: random, each: 4 }', 'friend: { count: 100 }');
  expect(graph(scenario, 5)).toBe(graph(scenario, 5));
  expect(graph(scenario, 5)).not.toBe(graph(scenario, 6));
  const counts = castOf(scenario, lotOf(5, 'graph')).people.map(({ contacts }) => contacts.length);
  expect(Math.max(...counts)).toBe(4);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
});

test('one adds the other where only one is to', () => {
  const { people } = castOf(
    scenarioOf('{ shape: ring }', 'friend: { count: 3 }', 'added: one'),
    lotOf(1, 'graph'),
  );
  expect(people.map(({ adds }) => adds)).toEqual([[1], [2], [0]]);
});

test('more clients are more of the largest group of ours', () => {
  const scenario = scenarioOf(
    '{ shape: star, centre: hub }',
    'hub: {}, old: { count: 9, kind: legacy555 }, friend: { count: 6 }',
  );
  const { people, byName } = castOf(scenario, lotOf(1, 'graph'), 30);
  expect(people).toHaveLength(30);
  expect(byName.get('friend20')?.contacts).toEqual([0]);
});

test('people of a group start one after another', () => {
  const scenario = scenarioOf('{ shape: ring }', 'friend: { count: 3, starts: 10s, starts_over: 4s }');
  expect(castOf(scenario, lotOf(1, 'graph')).people.map(({ starts }) => starts)).toEqual([
    10_000, 12_000, 14_000,
  ]);
});
