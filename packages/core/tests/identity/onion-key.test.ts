import { createHash, createPrivateKey, createPublicKey, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  idOfExpandedKey,
  idOfPublicKey,
  isExpandedKey,
  newPhrase,
  onionKeyOfPhrase,
  onionKeyOfSeed,
  publicKeyOfId,
  voucherKeyOfPhrase,
  wireId,
} from '../../src/index.ts';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const VECTORS = vectors();

describe('the onion key of a phrase', () => {
  it.each(VECTORS)(
    'is as docs/keys.md says: $words, account $index',
    ({ words, index, seed, voucher, expanded, id }) => {
      const key = onionKeyOfPhrase(words.split(' '), index);
      expect(hex(key.seed)).toBe(seed);
      expect(hex(key.expanded)).toBe(expanded);
      expect(key.id).toBe(id);
      expect(hex(voucherKeyOfPhrase(words.split(' '), index))).toBe(voucher);
    },
  );

  it('is the same when node makes it', () => {
    const words = newPhrase({ bytes: (length) => new Uint8Array(length).fill(42) });
    const bip39 = pbkdf2Sync(words.join(' '), 'mnemonic', 2048, 64, 'sha512');
    const seed = Buffer.from(hkdfSync('sha256', bip39, '', 'torchat/onion-key/v1/3', 32));
    expect(hex(onionKeyOfPhrase(words, 3).seed)).toBe(hex(seed));
    const voucher = Buffer.from(hkdfSync('sha256', bip39, '', 'torchat/voucher-key/v1/3', 32));
    expect(hex(voucherKeyOfPhrase(words, 3))).toBe(hex(voucher));
  });

  it('is another for each account', () => {
    const words = newPhrase({ bytes: (length) => new Uint8Array(length) });
    expect(new Set([0, 1, 2, 10, 0x7fffffff].map((index) => onionKeyOfPhrase(words, index).id)).size).toBe(5);
  });

  it('is refused for an index or words that are none', () => {
    const words = newPhrase({ bytes: (length) => new Uint8Array(length) });
    for (const index of [-1, 0.5, 2 ** 31, Number.NaN])
      expect(() => onionKeyOfPhrase(words, index)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    expect(() => onionKeyOfPhrase(words.slice(1), 0)).toThrow(
      expect.objectContaining({ code: 'bad_phrase' }),
    );
  });
});

describe('the onion key of a seed', () => {
  it('has the public key that node finds, and an id that carries it', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { publicKey, id, expanded } = onionKeyOfSeed(seed);
        const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
        const der = Buffer.concat([prefix, seed]);
        const node = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
        expect(hex(publicKey)).toBe(
          node.export({ format: 'der', type: 'spki' }).subarray(12).toString('hex'),
        );
        expect(wireId(id)).toBe(id);
        expect(hex(publicKeyOfId(id)!)).toBe(hex(publicKey));
        expect(idOfPublicKey(publicKey)).toBe(id);
        expect(hex(expanded.subarray(32))).toBe(createHash('sha512').update(seed).digest('hex').slice(64));
      }),
      { numRuns: 50 },
    );
  });

  it('leads to the same id from its expanded form', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { expanded, id } = onionKeyOfSeed(seed);
        expect(isExpandedKey(expanded)).toBe(true);
        expect(idOfExpandedKey(expanded)).toBe(id);
      }),
      { numRuns: 50 },
    );
  });

  it('is no expanded key when it is not clamped or has another length', () => {
    const { expanded } = onionKeyOfSeed(new Uint8Array(32));
    for (const [at, bit] of [
      [0, 1],
      [0, 2],
      [0, 4],
      [31, 64],
      [31, 128],
    ] as const) {
      const other = expanded.slice();
      other[at]! ^= bit;
      expect(isExpandedKey(other)).toBe(false);
    }
    expect(isExpandedKey(expanded.subarray(0, 63))).toBe(false);
  });
});

/** The table of docs/keys.md. */
function vectors() {
  const text = readFileSync(new URL('../../../../docs/keys.md', import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/```vector\n(.+?)```/gsu)].map(([, block = '']) => ({
    words: field(block, 'words'),
    index: Number(field(block, 'index')),
    seed: field(block, 'seed'),
    voucher: field(block, 'voucher'),
    expanded: field(block, 'expanded'),
    id: field(block, 'id'),
  }));
  if (blocks.length === 0) throw new Error('docs/keys.md has no vectors');
  return blocks;
}

function field(block: string, name: string): string {
  return new RegExp(`^${name} +(.+)$`, 'mu').exec(block)?.[1] ?? '';
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
