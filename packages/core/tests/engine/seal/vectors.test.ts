import {
  createCipheriv,
  createHash,
  createHmac,
  diffieHellman,
  createPrivateKey,
  createPublicKey,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Channel } from '../../../src/engine/seal/channel.ts';
import { pureSealCrypto } from '../../../src/engine/seal/crypto.ts';
import { deriveKeys, type SealKeys, wipeKeys } from '../../../src/engine/seal/keys.ts';
import { sealPlain } from '../../../src/engine/seal/line.ts';
import { type Side, transcriptOf } from '../../../src/engine/seal/transcript.ts';
import { lp } from '../../../src/wire/length-prefixed.ts';
import { onionKeyOfSeed } from '../../../src/identity/onion-key.ts';
import { nativeCipher, nodeSealCrypto } from '../../../src/node/driver/seal-crypto.ts';
import { encoder } from '../../../src/wire/utf8.ts';

const BASE = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0));
const VECTOR = vector();
const PLAIN = encoder.encode('status available');

/** One side of the handshake in docs/protocol.md, by the first letter of its fields there. */
function side(name: 'a' | 'b'): {
  side: Side;
  onion: Uint8Array;
  ephemeral: Uint8Array;
  publicKey: Uint8Array;
} {
  const { id, expanded, publicKey } = onionKeyOfSeed(bytes(`${name}.seed`));
  const ephemeral = bytes(`${name}.secret`);
  const point = pureSealCrypto.agree(ephemeral, BASE) as Uint8Array;
  const introduction = {
    client: text(`${name}.client`),
    version: text(`${name}.version`),
    supports: text(`${name}.supports`),
  };
  return {
    side: { id, ephemeral: point, cookie: encoder.encode(text(`${name}.cookie`)), ...introduction },
    onion: expanded.subarray(0, 32),
    ephemeral,
    publicKey,
  };
}

function keysOf(own: 'a' | 'b', crypto = pureSealCrypto): SealKeys {
  const [ours, theirs] = [side(own), side(own === 'a' ? 'b' : 'a')];
  return deriveKeys(crypto, ours, ours.side, theirs.side, theirs.publicKey) as SealKeys;
}

describe('the seal of docs/protocol.md', () => {
  test('has these ids, fresh keys and transcript', () => {
    for (const name of ['a', 'b'] as const) {
      expect(side(name).side.id).toBe(text(`${name}.id`));
      expect(hex(side(name).side.ephemeral)).toBe(text(`${name}.hello`));
    }
    expect(hex(transcriptOf(side('a').side, side('b').side))).toBe(text('transcript'));
    expect(hex(transcriptOf(side('b').side, side('a').side))).toBe(text('transcript'));
  });

  test.each([pureSealCrypto, nodeSealCrypto])(
    'gives both sides the same proofs, secrets and lines',
    (crypto) => {
      const [a, b] = [keysOf('a', crypto), keysOf('b', crypto)];
      expect([hex(a.ourProof), hex(b.ourProof)]).toEqual([text('a.proof'), text('b.proof')]);
      expect([hex(a.theirProof), hex(b.theirProof)]).toEqual([text('b.proof'), text('a.proof')]);
      const lines = {
        'a.on.a': [a.out.write, b.in.read],
        'b.on.a': [b.in.write, a.out.read],
        'a.on.b': [a.in.write, b.out.read],
        'b.on.b': [b.out.write, a.in.read],
      } as const;
      for (const [name, [write, read]] of Object.entries(lines)) {
        const first = write.seal(PLAIN);
        expect(hex(first)).toBe(text(`${name}.line.0`));
        expect(read.open(first)).toEqual(PLAIN);
        for (let count = 1; count < 1024; count++) read.open(write.seal(PLAIN));
        const later = write.seal(PLAIN);
        expect(hex(later)).toBe(text(`${name}.line.1024`));
        expect(read.open(later)).toEqual(PLAIN);
      }
    },
  );

  test('is what node makes of the same words', () => {
    const [a, b] = [side('a'), side('b')];
    const [lower, higher] = a.side.id < b.side.id ? [a, b] : [b, a];
    const fields = [lower, higher].flatMap(({ side: s }) => [
      s.id,
      s.ephemeral,
      s.cookie,
      s.client,
      s.version,
      s.supports,
    ]);
    const transcript = createHash('sha256')
      .update(joined('torchat seal v1', ...fields))
      .digest();
    const shared = Buffer.concat([
      dh(a.ephemeral, b.side.ephemeral),
      dh(lower.onion, higher.side.ephemeral),
      dh(higher.onion, lower.side.ephemeral),
      dh(a.onion, pureSealCrypto.pointOf(b.publicKey) as Uint8Array),
    ]);
    const root = createHmac('sha256', transcript).update(shared).digest();
    const derive = (...purpose: string[]) =>
      createHmac('sha256', root)
        .update(joined('torchat seal v1', ...purpose))
        .update(Uint8Array.of(1))
        .digest();
    expect(hex(derive('proof', a.side.id))).toBe(text('a.proof'));
    const cipher = createCipheriv(
      'chacha20-poly1305',
      derive('lines', a.side.id, b.side.id),
      new Uint8Array(12),
      {
        authTagLength: 16,
      },
    );
    const line = Buffer.concat([cipher.update(PLAIN), cipher.final(), cipher.getAuthTag()]);
    expect(hex(line)).toBe(text('a.on.b.line.0'));
  });

  test('is another one when anything that was said is another', () => {
    const { side: own } = side('a');
    const other = side('b').side;
    const expected = hex(transcriptOf(own, other));
    const changes: Partial<Side>[] = [
      { ephemeral: new Uint8Array(32) },
      { cookie: encoder.encode('1') },
      { client: '' },
      { version: '0' },
      { supports: 'seal' },
      // The same bytes, cut elsewhere.
      { client: `${own.client}${own.version.slice(0, 1)}`, version: own.version.slice(1) },
    ];
    for (const change of changes) expect(hex(transcriptOf({ ...own, ...change }, other))).not.toBe(expected);
  });

  test('leaves nothing behind when it is wiped', () => {
    const keys = keysOf('a');
    wipeKeys(keys);
    for (const secret of [keys.ourProof, keys.theirProof])
      expect(secret.every((byte) => byte === 0)).toBe(true);
    expect(keys.in.read.open(new Uint8Array(32))).toBeNull();
    expect(() => keys.out.write.seal(PLAIN)).toThrow();
  });
});

describe('both ciphers', () => {
  // RFC 8439, section 2.8.2, without its associated data, is made here by node; pure code has to give the same.
  const input = fc.record({
    key: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    nonce: fc.uint8Array({ minLength: 12, maxLength: 12 }),
    plain: fc.uint8Array({ maxLength: 5000, size: 'max' }),
  });

  test('give the same bytes, and open what the other sealed', () => {
    fc.assert(
      fc.property(input, ({ key, nonce, plain }) => {
        const sealed = pureSealCrypto.encrypt(key, nonce, plain);
        expect(hex(nativeCipher.encrypt(key, nonce, plain))).toBe(hex(sealed));
        for (const cipher of [pureSealCrypto, nativeCipher, nodeSealCrypto])
          expect(hex(cipher.decrypt(key, nonce, sealed) ?? new Uint8Array(1))).toBe(hex(plain));
      }),
      { numRuns: 100 },
    );
  });

  test('open nothing that was changed', () => {
    fc.assert(
      fc.property(input, fc.nat(), ({ key, nonce, plain }, at) => {
        const sealed = pureSealCrypto.encrypt(key, nonce, plain);
        const bit = at % (8 * sealed.length);
        sealed[bit >> 3] = (sealed[bit >> 3] as number) ^ (1 << (bit & 7));
        for (const cipher of [pureSealCrypto, nativeCipher])
          expect(cipher.decrypt(key, nonce, sealed)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});

test('a line of nothing but what has to be escaped is whole', () => {
  const worst = {
    ...pureSealCrypto,
    encrypt: (_key: Uint8Array, _nonce: Uint8Array, plain: Uint8Array) => plain,
  };
  const line = sealPlain(new Channel(worst, new Uint8Array(32)), new Uint8Array(300).fill(0x0a));
  expect(Buffer.from(line).toString()).toBe(`sealed ${'\\n'.repeat(300)}\n`);
});

function dh(scalar: Uint8Array, point: Uint8Array): Buffer {
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), scalar]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), point]),
    format: 'der',
    type: 'spki',
  });
  return diffieHellman({ privateKey, publicKey });
}

function joined(...parts: (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.from(part).length);
      return [length, Buffer.from(part)];
    }),
  );
}

test('lengths stand before their parts', () => {
  expect(hex(lp('ab', Uint8Array.of(255)))).toBe('00000002616200000001ff');
});

function vector(): ReadonlyMap<string, string> {
  const page = readFileSync(new URL('../../../../../docs/protocol.md', import.meta.url), 'utf8');
  const block = /```seal\n([\s\S]*?)```/u.exec(page)?.[1] ?? '';
  return new Map(
    block
      .trim()
      .split('\n')
      .map((line) => [line.split(/\s+/u)[0] ?? '', line.replace(/^\S+\s+/u, '')]),
  );
}

function text(name: string): string {
  return VECTOR.get(name) ?? `no ${name} in docs/protocol.md`;
}

function bytes(name: string): Uint8Array {
  return new Uint8Array(Buffer.from(text(name), 'hex'));
}

function hex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex');
}
