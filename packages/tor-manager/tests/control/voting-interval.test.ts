import { expect, it } from 'vitest';
import { votingInterval } from '../../src/control/replies/voting-interval.ts';

function reply(...texts: readonly string[]): Parameters<typeof votingInterval>[0] {
  return { status: 250, lines: texts.map((text) => ({ text, data: null })) };
}

it('is the time from one consensus to the next', () => {
  const valid = 'consensus/valid-after=2026-11-23 17:00:00';
  expect(votingInterval(reply(valid, 'consensus/fresh-until=2026-11-23 18:00:00', 'OK'))).toBe(3_600_000);
  expect(votingInterval(reply('consensus/fresh-until=2026-11-23 17:00:20', valid, 'OK'))).toBe(20_000);
});

it.each([
  [[]],
  [['consensus/valid-after=2026-11-23 17:00:00']],
  [['consensus/valid-after=', 'consensus/fresh-until=']],
  [['consensus/valid-after=2026-11-23 17:00:00', 'consensus/fresh-until=2026-11-23 17:00:00']],
  [['consensus/valid-after=2026-11-23 17:00:00', 'consensus/fresh-until=2026-11-25 17:00:00']],
  [['consensus/valid-after=2026-99-23 17:00:00', 'consensus/fresh-until=2026-11-23 17:00:00']],
])('is nothing where tor tells none: %j', (texts) => {
  expect(votingInterval(reply(...texts))).toBeNull();
});
