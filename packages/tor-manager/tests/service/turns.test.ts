import { describe, expect, it } from 'vitest';
import { missedTurn, turnBetween } from '../../src/service/turns.ts';

const HOUR = 3_600_000;
const at = (time: string): number => Date.parse(`2026-11-${time}:00Z`);

describe('in the public network, which votes each hour', () => {
  it.each([
    ['a descriptor renewed within the hour', '23T10:20', '23T11:25', false],
    ['a tor that turned at midnight', '23T23:40', '24T01:10', false],
    ['a night that ends before noon', '23T22:00', '24T11:59', false],
    ['a night until noon', '23T23:30', '24T12:00', true],
    ['an afternoon', '23T12:30', '23T23:30', false],
    ['a day from morning to morning', '23T08:00', '24T08:00', false],
    ['a day from noon to noon', '23T12:30', '24T12:30', true],
    ['a week', '16T08:00', '23T08:00', true],
  ])('%s', (_, last, now, missed) => {
    expect(missedTurn(at(last), at(now), HOUR)).toBe(missed);
  });
});

it('follows the votes of a private network', () => {
  // Seen over real tor, a vote each 20 s: told at 17:10:35, the turn was at 17:12:00, the next address counted from 17:16:00 on.
  const last = Date.parse('2026-11-23T17:10:35Z');
  const missed = (now: string): boolean => missedTurn(last, Date.parse(`2026-11-23T${now}Z`), 20_000);
  expect(missed('17:12:39')).toBe(false);
  expect(missed('17:15:59')).toBe(false);
  expect(missed('17:16:24')).toBe(true);
});

it('knows a consensus from before a turn, which is midnight (UTC) in the public network', () => {
  expect(turnBetween(at('23T06:00'), at('24T05:00'), HOUR)).toBe(true);
  expect(turnBetween(at('23T01:00'), at('23T23:59'), HOUR)).toBe(false);
});
