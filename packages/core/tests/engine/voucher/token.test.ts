import { createHash, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
  digestOf,
  markOf,
  openVoucher,
  sealVoucher,
  type Voucher,
  voucherKeysOf,
} from '../../../src/engine/voucher/token.ts';
import { idOf } from '../stage.ts';

const KEYS = voucherKeysOf(new Uint8Array(32).fill(1));
const NONCE = new Uint8Array(24).fill(2);
const PLAIN: Voucher = { id: idOf(1), at: 1_700_000_000_000, name: 'Bob 🧅', removed: [] };

const marks = fc.array(fc.constantFrom('0011223344556677', 'ffffffffffffffff'), { maxLength: 100 });
const named = fc.string({ unit: 'grapheme', maxLength: 50 }).map((name) => name.toWellFormed());

test.prop([named, marks, fc.maxSafeNat()])('says what was put in', (name, removed, at) => {
  const voucher = { id: idOf(2), at, name: name.slice(0, 35), removed };
  expect(openVoucher(KEYS, sealVoucher(KEYS, NONCE, voucher))).toEqual({
    ...voucher,
    name: name.slice(0, 35).toWellFormed(),
  });
});

test('has one size, whatever it says', () => {
  const sizes = [
    PLAIN,
    { ...PLAIN, name: '' },
    { ...PLAIN, removed: Array(100).fill('0011223344556677') },
  ].map((voucher) => sealVoucher(KEYS, NONCE, voucher).length);
  expect(new Set(sizes)).toEqual(new Set([1064]));
});

test('a long name is kept whole, and the newest marks that fit with it', () => {
  const name = '漢'.repeat(200);
  const removed = Array.from({ length: 100 }, (_, at) => at.toString(16).padStart(16, '0'));
  const opened = openVoucher(KEYS, sealVoucher(KEYS, NONCE, { ...PLAIN, name, removed }));
  expect(opened?.name).toBe(name);
  expect(opened?.removed.length).toBeGreaterThan(40);
  expect(opened?.removed).toEqual(removed.slice(-(opened?.removed.length ?? 0)));
});

test('one changed bit anywhere, another length or another key, and it is not ours', () => {
  const token = sealVoucher(KEYS, NONCE, PLAIN);
  for (let at = 0; at < token.length; at += 7) {
    const forged = token.slice();
    forged[at] = (forged[at] ?? 0) ^ 1;
    expect(openVoucher(KEYS, forged)).toBeNull();
  }
  for (const other of [token.subarray(1), token.subarray(0, -1), new Uint8Array(0), new Uint8Array(2048)])
    expect(openVoucher(KEYS, other)).toBeNull();
  expect(openVoucher(voucherKeysOf(new Uint8Array(32)), token)).toBeNull();
});

test('a mark depends on the key, a digest on everything but the date', () => {
  expect(markOf(KEYS, idOf(1))).not.toBe(markOf(voucherKeysOf(new Uint8Array(32)), idOf(1)));
  expect(digestOf(PLAIN)).toBe(digestOf({ ...PLAIN }));
  expect(digestOf(PLAIN)).not.toBe(digestOf({ ...PLAIN, name: 'Bo' }));
  expect(digestOf(PLAIN)).not.toBe(digestOf({ ...PLAIN, removed: ['0011223344556677'] }));
});

test('is as docs/keys.md says', () => {
  const text = readFileSync(new URL('../../../../../docs/keys.md', import.meta.url), 'utf8');
  const block = /```voucher\n(.+?)```/su.exec(text)?.[1] ?? '';
  const field = (name: string): string => new RegExp(`^${name} +(.+)$`, 'mu').exec(block)?.[1] ?? '';
  const master = Buffer.from(field('key'), 'hex');
  const keys = voucherKeysOf(master);
  for (const [name, key] of Object.entries(keys))
    expect(Buffer.from(key)).toEqual(
      Buffer.from(hkdfSync('sha256', master, '', `torchat/voucher-${name}/v1`, 32)),
    );
  const id = field('id') as Voucher['id'];
  expect(markOf(keys, id)).toBe(field('marks'));
  const voucher = { id, at: Number(field('date')), name: field('name'), removed: [field('marks')] };
  const token = sealVoucher(keys, Buffer.from(field('nonce'), 'hex'), voucher);
  expect(createHash('sha256').update(token).digest('hex')).toBe(field('sha256'));
});
