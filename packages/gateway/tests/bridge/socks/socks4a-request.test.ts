import { describe, expect, it, test } from 'vitest';
import { type Socks4aRequest, socks4aRequest } from '../../../src/bridge/socks/socks4a-request.ts';

const HOST = 'aaaaaaaaaaaaaaaa.onion';

function request({
  version = 4,
  command = 1,
  port = 11_009,
  address = [0, 0, 0, 1],
  user = '',
  host = HOST,
  rest = '',
}) {
  const fixed = Buffer.of(version, command, port >> 8, port & 0xff, ...address);
  return Buffer.concat([fixed, Buffer.from(`${user}\0${host}\0${rest}`, 'latin1')]);
}

/** The first answer that is not "more". */
function read(chunks: readonly Buffer[]): Socks4aRequest | 'bad' | null {
  const take = socks4aRequest();
  for (const chunk of chunks) {
    const answer = take(chunk);
    if (answer !== null) return answer;
  }
  return null;
}

function shown(answer: Socks4aRequest | 'bad' | null): unknown {
  return answer === null || answer === 'bad' ? answer : { ...answer, rest: answer.rest.toString('latin1') };
}

const TABLE: readonly [rule: string, bytes: Buffer, answer: unknown][] = [
  ['what 0.9.9.553 sends', request({}), { host: HOST, port: 11_009, rest: '' }],
  ['a user id is of no interest', request({ user: 'me' }), { host: HOST, port: 11_009, rest: '' }],
  ['another port is read as it is', request({ port: 80 }), { host: HOST, port: 80, rest: '' }],
  ['an empty host is none that is known', request({ host: '' }), { host: '', port: 11_009, rest: '' }],
  ['BIND is not granted', request({ command: 2 }), { host: null, port: 11_009, rest: '' }],
  [
    'the longest user id and host',
    request({ user: 'u'.repeat(64), host: 'h'.repeat(64) }),
    { host: 'h'.repeat(64), port: 11_009, rest: '' },
  ],
  ['a host of 65 bytes is bad', request({ host: 'h'.repeat(65) }), 'bad'],
  ['a user id of 65 bytes is bad', request({ user: 'u'.repeat(65) }), 'bad'],
  ['the greeting of SOCKS5 is bad', Buffer.of(5, 1, 0), 'bad'],
  ['a browser is bad', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'bad'],
  ['unfinished is unfinished', request({}).subarray(0, -1), null],
];

describe('a SOCKS4a request', () => {
  test.each(TABLE)('%s, cut at every byte', (_rule, bytes, answer) => {
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(shown(read([bytes.subarray(0, cut), bytes.subarray(cut)]))).toEqual(answer);
    expect(shown(read([...bytes].map((byte) => Buffer.of(byte))))).toEqual(answer);
  });

  it('a numeric address names nobody', () => {
    const numeric = request({ address: [10, 0, 0, 1], host: '' });
    expect(read([numeric])).toMatchObject({ host: null });
    expect(read([request({ address: [0, 0, 0, 0] })])).toMatchObject({ host: null });
  });

  it('keeps what followed at once', () => {
    expect(shown(read([request({ rest: 'ping x 1\n' })]))).toEqual({
      host: HOST,
      port: 11_009,
      rest: 'ping x 1\n',
    });
  });

  it('holds no endless user id', () => {
    expect(read([request({}).subarray(0, 8), Buffer.alloc(1_000_000, 'u')])).toBe('bad');
  });
});
