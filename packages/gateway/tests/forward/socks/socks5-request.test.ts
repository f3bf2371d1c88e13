import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { headOf } from '../../../src/forward/socks/datagram-head.ts';
import { type Reader, socks5Greeting, socks5Request } from '../../../src/forward/socks/socks5-request.ts';

const GREETING = Buffer.of(5, 2, 2, 0);
const HOST = 'bob.web.torchat';
const REQUEST = Buffer.concat([Buffer.of(5, 1, 0, 3, HOST.length), Buffer.from(HOST), Buffer.of(0, 80)]);

/** What a reader makes of these pieces, the first thing that it says. */
function reading<T>(reader: Reader<T>, pieces: readonly Buffer[]): T | 'bad' | null {
  for (const piece of pieces) {
    const result = reader(piece);
    if (result !== null) return result;
  }
  return null;
}

describe('cut at every byte, the same is read:', () => {
  test('a greeting', () => {
    for (let cut = 0; cut <= GREETING.length; cut++)
      expect(reading(socks5Greeting(), [GREETING.subarray(0, cut), GREETING.subarray(cut)])).toEqual({
        open: true,
        rest: Buffer.alloc(0),
      });
  });

  test('a request', () => {
    for (let cut = 0; cut <= REQUEST.length; cut++)
      expect(reading(socks5Request(), [REQUEST.subarray(0, cut), REQUEST.subarray(cut)])).toEqual({
        command: 1,
        address: { host: HOST, port: 80 },
        rest: Buffer.alloc(0),
      });
  });

  test('a request that is not whole is waited for', () => {
    for (let end = 0; end < REQUEST.length; end++)
      expect(socks5Request()(REQUEST.subarray(0, end))).toBeNull();
  });
});

test('what follows is handed on', () => {
  expect(socks5Greeting()(Buffer.concat([GREETING, REQUEST]))).toMatchObject({ rest: REQUEST });
  expect(socks5Request()(Buffer.concat([REQUEST, GREETING]))).toMatchObject({ rest: GREETING });
});

test('numeric addresses have no name', () => {
  const v4 = Buffer.of(5, 1, 0, 1, 127, 0, 0, 1, 0, 80);
  expect(socks5Request()(v4)).toMatchObject({ address: { host: null, port: 80 } });
  const v6 = Buffer.concat([Buffer.of(5, 1, 0, 4), Buffer.alloc(16, 1), Buffer.of(1, 0)]);
  expect(socks5Request()(v6)).toMatchObject({ address: { host: null, port: 256 } });
});

test.each([
  ['SOCKS4', Buffer.of(4, 1, 0, 80)],
  ['a browser', Buffer.from('GET / HTTP/1.1\r\n')],
])('%s is no SOCKS5, at its first byte', (_, bytes) => {
  expect(socks5Greeting()(bytes.subarray(0, 1))).toBe('bad');
  expect(socks5Request()(bytes.subarray(0, 1))).toBe('bad');
});

test('an address of unknown kind is bad', () => {
  expect(socks5Request()(Buffer.of(5, 1, 0, 2))).toBe('bad');
});

test('any bytes, in any pieces, are read, bad or waited for, and never for long', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(600), (bytes, cut) => {
      const whole = Buffer.from(bytes);
      const pieces = [whole.subarray(0, cut), whole.subarray(cut)];
      for (const reader of [socks5Greeting, socks5Request]) {
        const result = reading<unknown>(reader(), pieces);
        if (whole.length >= 262) expect(result).not.toBeNull();
        expect(result === 'bad' || result === null || typeof result === 'object').toBe(true);
      }
    }),
  );
});

describe('the head of a datagram', () => {
  const head = Buffer.concat([Buffer.of(0, 0, 0, 3, HOST.length), Buffer.from(HOST), Buffer.of(0, 80)]);

  test('is read with what is behind it', () => {
    expect(headOf(Buffer.concat([head, Buffer.from('hi')]))).toMatchObject({ host: HOST, end: head.length });
  });

  test('cut at any byte is none', () => {
    for (let end = 0; end < head.length; end++) expect(headOf(head.subarray(0, end))).toBeNull();
  });

  test('of a fragment is none', () => {
    expect(headOf(Buffer.concat([Buffer.of(0, 0, 1), head.subarray(3)]))).toBeNull();
  });

  test('of any bytes is one inside them, or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const found = headOf(Buffer.from(bytes));
        if (found !== null) expect(found.end).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
