import { describe, expect, test } from 'vitest';
import { readScenario } from '../../src/scenario/read.ts';
import { problemLine } from '../../src/scenario/problem.ts';

const SOUND = `name: sound
duration: 10m
people:
  friend: { count: 3 }
contacts:
  - { shape: mesh }
happens:
  - { does: chat, who: all, rate: 6/h }
breaks:
  - { what: suspended, who: any friend, at: 1m, for: 30s }
`;

/** `line:column field: what`, each. */
function problems(text: string): string[] {
  const reading = readScenario(text);
  return reading.ok ? [] : reading.problems.map((problem) => problemLine('', problem).slice(1));
}

describe('a scenario', () => {
  test('is read into milliseconds, bytes and times per millisecond, with its defaults', () => {
    const reading = readScenario(SOUND);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const { scenario } = reading;
    expect(scenario).toMatchObject({ duration: 600_000, settle: 120_000, seed: 1, added: 'both' });
    expect(scenario.people['friend']).toMatchObject({ count: 3, kind: 'ours', strangers: 'accept' });
    expect(scenario.happens[0]).toMatchObject({
      does: 'chat',
      who: ['all'],
      rate: 6 / 3_600_000,
      length: 40,
    });
    expect(scenario.network).toEqual({ profile: 'default', relays: 5, authorities: 3 });
    expect(reading.lineOf(['breaks', 0, 'for'])).toBe(10);
  });

  test.each<[string, string, string, string]>([
    [
      'an unknown field',
      'rate: 6/h',
      'rate: 6/h, size: 1 KB',
      '8:40 happens[0].size: there is no such field here',
    ],
    ['a duration without a unit', 'at: 1m', 'at: 60', '10:41 breaks[0].at: expected string, received number'],
    [
      'a duration of another form',
      'for: 30s',
      'for: 30 sec',
      '10:49 breaks[0].for: a duration reads like 30s, 5m, 1.5h or 2d',
    ],
    ['a missing field', ', for: 30s', '', '10:5 breaks[0].for: is missing'],
    ['no moment', ', rate: 6/h', '', '8:5 happens[0]: say when, by exactly one of at, every and rate'],
    [
      'two moments',
      'rate: 6/h',
      'rate: 6/h, at: 1m',
      '8:5 happens[0]: say when, by exactly one of at, every and rate',
    ],
    ['an unknown deed', 'does: chat', 'does: dance', '8:7 happens[0].does: there is no "dance" here'],
    [
      'somebody who is not there',
      'any friend',
      'any foe',
      '10:24 breaks[0].who: there is nobody called "foe" among the people',
    ],
    ['a number out of bounds', 'count: 3', 'count: 0', '4:13 people.friend.count: at least 1'],
    ['a missing line', 'duration: 10m\n', '', '1:1 duration: is missing'],
    ['what is no YAML', 'people:', 'people: [', '5:1 Flow sequence'],
    ['a key that comes twice', 'name: sound', 'name: sound\nname: again', '2:1 Map keys must be unique'],
  ])('with %s is refused with line and field', (_, what, by, told) => {
    expect(SOUND).toContain(what);
    const [first] = problems(SOUND.replace(what, by));
    expect(first).toContain(told);
  });

  test('with several mistakes is told all of them', () => {
    expect(problems(SOUND.replace('6/h', 'often').replace('30s', 'long'))).toHaveLength(2);
  });

  test('that would grow by aliases is refused', () => {
    const bomb = 'name: &a x\npeople: *a\n';
    expect(problems(bomb)).toEqual(['1:1 aliases (*name) are not taken here']);
  });
});
