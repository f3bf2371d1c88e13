import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createLineRewriter, type RewriteRules } from '../../../src/bridge/wire/line-rewriter.ts';

interface Ran {
  readonly text: string;
  readonly open: boolean;
  readonly cookies: readonly string[];
}

/** Ids of lower-case letters become `<length>!`, all others are refused. */
function rename(id: string): string | null {
  return /^[a-z]+$/u.test(id) ? `${id.length}!` : null;
}

function run(chunks: readonly string[], more: Partial<RewriteRules> = {}): Ran {
  const cookies: string[] = [];
  const pieces: Buffer[] = [];
  const rewriter = createLineRewriter({
    ping: rename,
    pingCookie: (cookie) => cookies.push(`ping ${cookie}`),
    pong: (cookie) => cookies.push(`pong ${cookie}`),
    ...more,
  });
  let open = true;
  for (const chunk of chunks) {
    const bytes = Buffer.from(chunk, 'latin1');
    open = rewriter.push(bytes, (piece) => pieces.push(Buffer.from(piece)));
    // What was handed on may be a view, what was kept must not be.
    bytes.fill(0x2a);
  }
  rewriter.end((piece) => pieces.push(piece));
  return { text: Buffer.concat(pieces).toString('latin1'), open, cookies };
}

function cutEverywhere(text: string): string[][] {
  const cuts = Array.from({ length: text.length + 1 }, (_, at) => [text.slice(0, at), text.slice(at)]);
  return [...cuts, text.split('')];
}

const LONG = 'x'.repeat(74);
const TABLE: readonly [rule: string, input: string, output: string, open: boolean][] = [
  ['rewrites the id of a ping', 'ping abc 123\n', 'ping 3! 123\n', true],
  [
    'rewrites each ping of many lines',
    'ping a 1\npong 2\nping ab 3\n',
    'ping 1! 1\npong 2\nping 2! 3\n',
    true,
  ],
  ['takes a ping without cookie', 'ping abc\nstatus xa\n', 'ping 3!\nstatus xa\n', true],
  [
    'leaves every byte of the cookie alone',
    'ping abc  a b\\n \xff\x00 \r\n',
    'ping 3!  a b\\n \xff\x00 \r\n',
    true,
  ],
  [
    'leaves a ping that does not begin the line',
    'message ping abc 1\n ping abc\n',
    'message ping abc 1\n ping abc\n',
    true,
  ],
  [
    'leaves commands that only begin like ping',
    'pingx abc\nping\npin\npi\np\n\n',
    'pingx abc\nping\npin\npi\np\n\n',
    true,
  ],
  ['leaves other cases and blanks', 'PING abc 1\nping\tabc 1\n', 'PING abc 1\nping\tabc 1\n', true],
  ['hands on an unfinished line at the end', 'message hi', 'message hi', true],
  ['hands on an unfinished beginning at the end', 'pin', 'pin', true],
  ['hands on no half ping at the end', 'status xa\nping ab', 'status xa\n', true],
  ['refuses a wrong id, and hands on what came before', 'pong 1\nping ABC 1\nstatus xa\n', 'pong 1\n', false],
  ['refuses a ping without id', 'ping  1\n', '', false],
  ['refuses an id with CR', 'ping abc\r\n', '', false],
  ['takes an id that ends at the 80th byte', `ping ${LONG} 1\n`, 'ping 74! 1\n', true],
  ['refuses an id that goes beyond the 80th byte', `ping ${LONG}x 1\n`, '', false],
];

describe('a line rewriter', () => {
  test.each(TABLE)('%s, cut at every byte', (_rule, input, output, open) => {
    for (const chunks of cutEverywhere(input))
      expect({ chunks, ...run(chunks) }).toMatchObject({ chunks, text: output, open });
  });

  it('tells the cookies of pings and pongs, cut at every byte', () => {
    const input = 'ping abc 1 2\nstatus xa\npong 3\npong \nping abc\n';
    for (const chunks of cutEverywhere(input))
      expect(run(chunks).cookies).toEqual(['ping 1 2', 'pong 3', 'pong ']);
  });

  it('tells no cookie that is longer than any of ours', () => {
    const [fits, tooLong] = ['1'.repeat(256), '1'.repeat(257)];
    expect(run([`pong ${fits}\npong ${tooLong}\npong 5\n`]).cookies).toEqual([`pong ${fits}`, 'pong 5']);
  });

  it('refuses a first line that is no ping where one has to come first, and hands nothing on', () => {
    for (const chunks of cutEverywhere('status xa\nping abc 1\n'))
      expect(run(chunks, { pingFirst: true })).toEqual({ text: '', open: false, cookies: [] });
    for (const chunks of cutEverywhere('ping abc 1\nstatus xa\n'))
      expect(run(chunks, { pingFirst: true }).text).toBe('ping 3! 1\nstatus xa\n');
    expect(run(['pi'], { pingFirst: true }).text).toBe('');
  });

  it('lets a long line through in the pieces it came in, without copying them', () => {
    const passed: Buffer[] = [];
    const rewriter = createLineRewriter({ ping: rename });
    const chunks = Array.from({ length: 100 }, () => Buffer.alloc(65_536, 'p'));
    for (const chunk of chunks) rewriter.push(chunk, (piece) => passed.push(piece));
    expect(passed).toHaveLength(100);
    expect(passed.every((piece, at) => piece.buffer === chunks[at]?.buffer && piece.length === 65_536)).toBe(
      true,
    );
  });

  it('does the same as rewriting line by line, whatever the lines and the cuts', () => {
    const word = fc.constantFrom(
      'ping ',
      'pong ',
      'p',
      'pi',
      'ping',
      'message ',
      'abc',
      ' ',
      '\n',
      '\n',
      'ABC',
      LONG,
      '\xff',
    );
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 12 }), (parts) => {
        const chunks = parts.map((words) => words.join(''));
        expect(run(chunks)).toEqual(model(chunks.join('')));
      }),
      { numRuns: 2000 },
    );
  });
});

/** The same rule on a whole text. */
function model(text: string): Ran {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  const cookies: string[] = [];
  let out = '';
  for (const line of lines) {
    const ping = /^ping ([^ ]*)(?: ([^]*))?$/u.exec(line);
    const instead = ping && `ping ${ping[1]}\n`.length <= 80 ? rename(ping[1] ?? '') : null;
    if (ping && instead === null) return { text: out, open: false, cookies };
    if (ping?.[2] !== undefined && ping[2].length <= 256) cookies.push(`ping ${ping[2]}`);
    if (line.startsWith('pong ') && line.length - 5 <= 256) cookies.push(line);
    out += ping ? `${line.replace(/^ping [^ ]*/u, `ping ${instead}`)}\n` : `${line}\n`;
  }
  const half = /^ping ([^ ]*)( ?)/u.exec(rest);
  if (half === null) return { text: out + rest, open: true, cookies };
  const ended = half[2] === ' ' && half[0].length <= 80;
  if (!ended) return { text: out, open: half[0].length < 80, cookies };
  const instead = rename(half[1] ?? '');
  if (instead === null) return { text: out, open: false, cookies };
  return { text: out + rest.replace(/^ping [^ ]*/u, `ping ${instead}`), open: true, cookies };
}
