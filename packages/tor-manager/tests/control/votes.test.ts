import { expect, it } from 'vitest';
import { votesOf } from '../../src/control/replies/votes.ts';

function reply(...texts: readonly string[]): Parameters<typeof votesOf>[0] {
  return { status: 250, lines: texts.map((text) => ({ text, data: null })) };
}

it('tells when the last was and when the next is', () => {
  const valid = 'consensus/valid-after=2026-11-23 17:00:00';
  expect(votesOf(reply(valid, 'consensus/fresh-until=2026-11-23 18:00:00', 'OK'))).toEqual({
    last: Date.parse('2026-11-23T17:00:00Z'),
    interval: 3_600_000,
  });
  expect(votesOf(reply('consensus/fresh-until=2026-11-23 17:00:20', valid, 'OK'))).toMatchObject({
    interval: 20_000,
  });
});

it.each([
  [[]],
  [['consensus/valid-after=2026-11-23 17:00:00']],
  [['consensus/valid-after=', 'consensus/fresh-until=']],
  [['consensus/valid-after=2026-11-23 17:00:00', 'consensus/fresh-until=2026-11-23 17:00:00']],
  [['consensus/valid-after=2026-11-23 17:00:00', 'consensus/fresh-until=2026-11-25 17:00:00']],
  [['consensus/valid-after=2026-99-23 17:00:00', 'consensus/fresh-until=2026-11-23 17:00:00']],
])('is nothing where tor tells none: %j', (texts) => {
  expect(votesOf(reply(...texts))).toBeNull();
});
