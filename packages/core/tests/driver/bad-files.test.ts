import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { besieged } from './besieged.ts';
import { until } from './loopback.ts';
import { filedata, md5 } from './raw-files.ts';
import { RAW } from './setting.ts';

const BLOCK = 8192;
const PAPER = Buffer.from(Array.from({ length: 4 * BLOCK }, (_, at) => (at % 7) + 65));

function block(offset: number, bytes: Uint8Array = PAPER.subarray(offset, offset + BLOCK), sum?: string) {
  return filedata('7', offset, bytes, sum);
}

const offer = (size: number | bigint) => `filename 7 ${size} ${BLOCK} bait.txt\n`;

describe('while one contact sends a file and texts, another', () => {
  test('offers 2^60 bytes: told of in one sentence, offered to nobody', async () => {
    const siege = await besieged();
    siege.attacker.say(offer(2n ** 60n));
    await until(siege.client, () => siege.violations.length === 1);
    expect([siege.violations, siege.offers]).toEqual([['its filename makes no sense'], []]);
    await siege.proceeds();
  });

  test('offers more than any disk has: refused in one sentence, before anything is written', async () => {
    const siege = await besieged();
    siege.attacker.say(offer(Number.MAX_SAFE_INTEGER));
    await until(siege.client, () => siege.ends.length === 1);
    expect(siege.ends[0]).toMatchObject({
      ok: false,
      why: 'There is not enough room on the disk for this file.',
      path: null,
    });
    await siege.attacker.hears(/^file_stop_sending 7$/mu);
    await siege.proceeds();
  });

  test('sends its blocks from the last to the first: nothing is written before its turn', async () => {
    const siege = await besieged();
    siege.attacker.say(offer(3 * BLOCK));
    await siege.attacker.hears(/^filedata_error 7 0$/mu);
    for (const at of [3, 2, 1]) siege.attacker.say(block(at * BLOCK, PAPER.subarray(at * BLOCK, 3 * BLOCK)));
    siege.attacker.say(block(0));
    await siege.attacker.hears(/^filedata_ok 7 0$/mu);
    expect(siege.client.files().find(({ key }) => key === siege.offers[0])).toMatchObject({ moved: BLOCK });
    await siege.proceeds();
  });

  test.each([
    ['a block beyond the end', block(0, PAPER.subarray(0, 101))],
    ['a block behind the end', block(200, PAPER.subarray(0, 1))],
    ['a block at 2^53 - 1', block(Number.MAX_SAFE_INTEGER, PAPER.subarray(0, 1))],
    ['more than a block may hold', block(0, new Uint8Array(300_000))],
  ])('sends %s: the file is dropped in one sentence', async (_, bytes) => {
    const siege = await besieged();
    siege.attacker.say(offer(100));
    await siege.attacker.hears(/^filedata_error 7 0$/mu);
    siege.attacker.say(bytes);
    await until(siege.client, () => siege.ends.length === 1);
    expect(siege.ends[0]?.why).toBe('The sender sends more than it offered: the file is dropped.');
    await siege.attacker.hears(/^file_stop_sending 7$/mu);
    await siege.proceeds();
  });

  test.each(['-1', '-9223372036854775808', '9007199254740993', '0x10', '1e3', '٣'])(
    'sends a block at offset %s: told of, and nothing moves',
    async (offset) => {
      const siege = await besieged();
      siege.attacker.say(offer(100));
      await siege.attacker.hears(/^filedata_error 7 0$/mu);
      siege.attacker.say(`filedata 7 ${offset} ${md5(new Uint8Array(1))} \0\n`);
      await until(siege.client, () => siege.violations.length === 1);
      expect(siege.violations).toEqual(['its filedata makes no sense']);
      expect(siege.client.files().find(({ key }) => key === siege.offers[0])?.moved).toBe(0);
      await siege.proceeds();
    },
  );

  test('sends blocks behind a file that has arrived: it stays as it is', async () => {
    const siege = await besieged();
    siege.attacker.say(offer(100));
    await siege.attacker.hears(/^filedata_error 7 0$/mu);
    siege.attacker.say(block(0, PAPER.subarray(0, 100)));
    await until(siege.client, () => siege.ends.length === 1);
    siege.attacker.say(block(100, PAPER.subarray(0, 50)));
    siege.attacker.say(block(0, new Uint8Array(100)));
    await siege.attacker.hears(/^filedata_ok 7 100$/mu);
    await siege.proceeds(['bait.txt']);
    expect(readFileSync(join(siege.downloads, 'bait.txt')).equals(PAPER.subarray(0, 100))).toBe(true);
  });

  test('sends wrong checksums: nothing of it is kept, and it is dropped after 16', async () => {
    const siege = await besieged();
    siege.attacker.say(offer(BLOCK));
    await siege.attacker.hears(/^filedata_error 7 0$/mu);
    for (let at = 0; at < 16; at++) siege.attacker.say(block(0, PAPER.subarray(0, BLOCK), md5(PAPER)));
    await until(siege.client, () => siege.ends.length === 1);
    expect(siege.ends[0]?.why).toBe('The file arrives damaged again and again: it is dropped.');
    expect(siege.violations).toEqual(['a part of its file is damaged']);
    await siege.proceeds();
  });

  test('offers a thousand files at once: the user sees 16 of them and one sentence', async () => {
    const siege = await besieged();
    const lines = Array.from({ length: 1000 }, (_, at) => `filename x${at} 10 ${BLOCK} bait${at}.txt\n`);
    siege.attacker.say(lines.join(''));
    siege.attacker.say('profile_name that was all\n');
    await until(siege.client, () => siege.client.contact(RAW)?.profile.name === 'that was all');
    expect(siege.offers).toHaveLength(16);
    expect(siege.violations).toEqual(['it offers too many files']);
    await siege.proceeds();
  });
});
