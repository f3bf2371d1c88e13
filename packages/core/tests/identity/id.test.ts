import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBase32,
  encodeBase32,
  idOfPublicKey,
  parseId,
  publicKeyOfId,
  wireId,
} from '../../src/index.ts';

// The onion service of the Tor Project, as published.
const TORPROJECT = '2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid';
const LEGACY = 'abcdefghij234567';
const ALPHABET = Array.from('abcdefghijklmnopqrstuvwxyz234567');
const ids = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(idOfPublicKey);

describe('an ID on the wire', () => {
  it('is taken as it is, of both lengths', () => {
    expect(wireId(TORPROJECT)).toBe(TORPROJECT);
    expect(wireId(LEGACY)).toBe(LEGACY);
    fc.assert(
      fc.property(ids, (id) => {
        expect(wireId(id)).toBe(id);
      }),
    );
  });

  it('is not forgiven what a person is', () => {
    for (const text of [
      `${TORPROJECT}.onion`,
      ` ${TORPROJECT}`,
      `${TORPROJECT}\n`,
      TORPROJECT.toUpperCase(),
      `${LEGACY}.onion`,
      '',
      TORPROJECT.slice(1),
      LEGACY.replace('a', '1'),
      LEGACY.replace('a', '\u0430'),
    ])
      expect(wireId(text)).toBeNull();
  });

  it('carries its public key', () => {
    expect(idOfPublicKey(publicKeyOfId(parseId(TORPROJECT))!)).toBe(TORPROJECT);
    expect(publicKeyOfId(parseId(LEGACY))).toBeNull();
  });
});

describe('an ID that a person typed', () => {
  it.each([
    TORPROJECT.toUpperCase(),
    `  ${TORPROJECT}\n`,
    `${TORPROJECT.slice(0, 30)}\r\n   ${TORPROJECT.slice(30)}`,
    `\u200b${TORPROJECT}\u00a0`,
    `${TORPROJECT}.onion`,
    `http://${TORPROJECT}.onion/`,
    `HTTPS://${TORPROJECT}.onion:11009`,
    `torchat:${TORPROJECT}`,
    `tor://${TORPROJECT}`,
  ])('is understood: %j', (text) => {
    expect(parseId(text)).toBe(TORPROJECT);
  });

  it('is refused with a reason for a typo in each position (16 bits of checksum miss one in 65,536)', () => {
    for (let at = 0; at < TORPROJECT.length; at++)
      for (const wrong of ALPHABET) {
        if (wrong === TORPROJECT[at]) continue;
        const typo = TORPROJECT.slice(0, at) + wrong + TORPROJECT.slice(at + 1);
        if (typo.startsWith('23zy')) continue; // the one of these 1,736 that is right by chance
        expect(problem(typo)).toBe(
          at === 55
            ? 'This is not a TorChat ID: it does not end in "d", as every one of 56 characters does.'
            : 'This is not a TorChat ID: its checksum is wrong: one or more characters were mistyped.',
        );
      }
  });

  it('is refused with the first character that cannot be, shown without doing anything to the screen', () => {
    expect(problem(TORPROJECT.replace('z', '0'))).toContain('character 3 is "0"');
    expect(problem(TORPROJECT.replace('y', '!'))).toContain('character 4 is "!"');
    expect(problem(TORPROJECT.replace('y', '\u202e'))).toContain('character 4 is U+202E');
    expect(problem(TORPROJECT.replace('y', '\u001b'))).toContain('character 4 is U+001B');
  });

  it('is refused with its length', () => {
    expect(problem(TORPROJECT.slice(1))).toContain('it has 55 characters');
    expect(problem('')).toContain('it has 0 characters');
    expect(problem('a'.repeat(1_000_000))).toContain('it has 1000000 characters');
  });
});

describe('base32', () => {
  it('gives back the bytes it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes);
      }),
    );
  });

  it('is that of RFC 4648', () => {
    const rfc = {
      '': '',
      f: 'my',
      fo: 'mzxq',
      foo: 'mzxw6',
      foob: 'mzxw6yq',
      fooba: 'mzxw6ytb',
      foobar: 'mzxw6ytboi',
    };
    for (const [text, encoded] of Object.entries(rfc)) expect(encodeBase32(Buffer.from(text))).toBe(encoded);
  });
});

function problem(text: string): string {
  try {
    parseId(text);
  } catch (error) {
    expect(error).toMatchObject({ name: 'TorchatError', code: 'bad_id' });
    return (error as Error).message;
  }
  throw new Error('the ID was taken');
}
