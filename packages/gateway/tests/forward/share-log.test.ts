import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TorchatId } from '@torchat/core';
import { expect, onTestFinished, test } from 'vitest';
import { shareLog } from '../../src/forward/share-log.ts';

const BOB = 'b'.repeat(56) as TorchatId;
const NOON = Date.UTC(2026, 4, 1, 12);

function someFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'torchat-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'shares.log');
}

test('says who opened what and when, for this user alone', () => {
  const file = someFile();
  shareLog(
    file,
    () => true,
    () => NOON,
  ).tell('opened', BOB, 'web');
  expect(readFileSync(file, 'utf8')).toBe(`2026-05-01T12:00:00.000Z opened ${BOB} web\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('says nothing where it is not wanted', () => {
  const file = someFile();
  shareLog(file, () => false).tell('opened', BOB, 'web');
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
});

test('stays within a mebibyte and one older one', () => {
  const file = someFile();
  writeFileSync(file, 'x'.repeat((1 << 20) - 10));
  shareLog(file, () => true).tell('busy', BOB, 'web');
  expect(statSync(file).size).toBeLessThan(200);
  expect(statSync(`${file}.1`).size).toBe((1 << 20) - 10);
});

test('a disk that cannot be written ends nothing', () => {
  shareLog('/nowhere/shares.log', () => true).tell('opened', BOB, 'web');
});
