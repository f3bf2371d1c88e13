import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeName } from '../../src/engine/transfer/safe-name.ts';
import { giveName, unfinishedName } from '../../src/node/files/names.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Names as a hostile sender picks them, few enough that they meet. */
const given = fc.oneof(
  fc.constantFrom(
    'a.txt',
    'a (2).txt',
    'A.TXT',
    'a',
    '..',
    '../a.txt',
    '.a.txt',
    'con',
    'a.txt ',
    'é',
    'e\u0301',
    '',
  ),
  fc.constantFrom(
    'x'.repeat(300),
    `${'日'.repeat(90)}.jpeg`,
    `${'x'.repeat(300)}.jpeg`,
    '\u202Ea.txt',
    'a\0.txt',
  ),
);

test('however many files are named at once, each keeps its bytes, nothing is replaced, and no name is a path or too long', async () => {
  const root = temporaryFolder();
  await fc.assert(
    fc.asyncProperty(
      fc.array(given, { maxLength: 12 }),
      fc.array(given, { minLength: 1, maxLength: 12 }),
      async (old, names) => {
        const folder = mkdtempSync(join(root, 'n-'));
        const mine = [...new Set(old.map(safeName))];
        for (const name of mine) writeFileSync(join(folder, name), `mine: ${name}`);
        const paths = await Promise.all(
          names.map(async (name, at) => {
            const from = join(folder, unfinishedName('abcd', `${at}`));
            writeFileSync(from, `theirs ${at}`);
            const path = await giveName(from, folder, safeName(name));
            rmSync(from, { force: true });
            return path;
          }),
        );
        expect(new Set(paths).size).toBe(names.length);
        for (const [at, path] of paths.entries()) {
          expect(join(folder, path.slice(folder.length + 1))).toBe(path);
          expect(readFileSync(path, 'utf8')).toBe(`theirs ${at}`);
        }
        for (const name of mine) expect(readFileSync(join(folder, name), 'utf8')).toBe(`mine: ${name}`);
        const all = readdirSync(folder);
        expect(all).toHaveLength(mine.length + names.length);
        for (const name of all) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      },
    ),
    { numRuns: 150 },
  );
});

test('a folder of that name is no place either', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a.txt'));
  const from = join(folder, unfinishedName('abcd', 'aa'));
  writeFileSync(from, 'x');
  expect(await giveName(from, folder, 'a.txt')).toBe(join(folder, 'a (2).txt'));
});
