import { describe, expect, test } from 'vitest';
import { FirstLine } from '../../src/node/driver/first-line.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (of: Uint8Array | null) => (of === null ? null : new TextDecoder().decode(of));

/** Fed in two pieces: what it knows in the end. */
function fed(stream: string, cut: number): { line: string | null; rest: string | null } | 'undecided' {
  const first = new FirstLine(bytes('open '), 16);
  let known = first.push(bytes(stream.slice(0, cut)));
  let late = '';
  if (known) late = stream.slice(cut);
  else known = first.push(bytes(stream.slice(cut)));
  return known ? { line: text(first.line), rest: `${text(first.rest)}${late}` } : 'undecided';
}

describe.each([
  ['open web\nbytes\nbytes', { line: 'open web', rest: 'bytes\nbytes' }],
  ['open \n', { line: 'open ', rest: '' }],
  ['ping x 1\npong 2\n', { line: null, rest: 'ping x 1\npong 2\n' }],
  ['opened\n', { line: null, rest: 'opened\n' }],
  ['\nopen web\n', { line: null, rest: '\nopen web\n' }],
  ['open 0123456789abcdef\nx', { line: null, rest: 'open 0123456789abcdef\nx' }],
  ['open 0123', 'undecided'],
  ['op', 'undecided'],
] as const)('%j', (stream, expected) => {
  test('is told apart wherever it is cut', () => {
    for (let cut = 1; cut < stream.length; cut++) expect(fed(stream, cut)).toEqual(expected);
  });
});
