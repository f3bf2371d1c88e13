import { expect, it } from 'vitest';
import { scrub } from '../src/scrub.ts';

const ONION = 'tvaskncw'.padEnd(56, 'a');

it.each([
  [`to ${ONION}.onion:11009`, 'to [address]:11009'],
  [`id ${ONION.toUpperCase()} gone`, 'id [address] gone'],
  ['old xyzxyzxyzxyzxyzx.onion', 'old [address]'],
  ['at 192.0.2.7:9001', 'at [address]'],
  ['at [2001:db8::1]:443', 'at [address]'],
  ['relay $4B883978C27540923886B72A73772F65E86D7E92~auth2 failed', 'relay [address] failed'],
  ['two\r\nlines\u202e', 'two lines'],
  ['nothing to hide', 'nothing to hide'],
])('scrubs %j', (text, clean) => {
  expect(scrub(text)).toBe(clean);
});

it('keeps 300 characters at most', () => {
  expect(scrub('word '.repeat(1000))).toHaveLength(300);
});
