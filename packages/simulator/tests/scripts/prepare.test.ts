import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

interface Decisions {
  readonly isBuilt: (root: string) => boolean;
  readonly markBuilt: (root: string) => void;
  readonly isInstalled: (root: string) => boolean;
  readonly markInstalled: (root: string) => void;
  readonly makeSureOfTor: (env: Record<string, string>) => string | null;
}
// The scripts are plain JavaScript without types, and outside of every package.
const scripts = new URL('../../../../scripts/lib/', import.meta.url).href;
const load = async (name: string): Promise<Decisions> => (await import(`${scripts}${name}.js`)) as Decisions;

let root = '';
const at = (path: string): string => join(root, path);
function put(path: string, seconds: number): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), '');
  utimesSync(at(path), seconds, seconds);
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'torchat-prepare-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('dependencies', () => {
  test('are installed when the hidden lock is as new as the lock', async () => {
    const { isInstalled } = await load('installed');
    put('package-lock.json', 100);
    expect(isInstalled(root)).toBe(false);
    put('node_modules/.package-lock.json', 99);
    expect(isInstalled(root)).toBe(false);
    put('node_modules/.package-lock.json', 101);
    expect(isInstalled(root)).toBe(true);
  });

  test('are not installed again for a lock that only looks newer', async () => {
    const { isInstalled, markInstalled } = await load('installed');
    put('package-lock.json', 100);
    put('node_modules/.package-lock.json', 101);
    markInstalled(root);
    utimesSync(at('package-lock.json'), 200, 200);
    expect(isInstalled(root)).toBe(true);
    writeFileSync(at('package-lock.json'), 'changed');
    utimesSync(at('package-lock.json'), 200, 200);
    expect(isInstalled(root)).toBe(false);
  });
});

describe('the build', () => {
  test('is needed without a stamp, without dist, and after any source, manifest or base settings changed', async () => {
    const { isBuilt, markBuilt } = await load('build');
    put('tsconfig.base.json', 100);
    put('packages/a/package.json', 100);
    put('packages/a/src/deep/one.ts', 100);
    for (const folder of ['packages/a/src/deep', 'packages/a/src']) utimesSync(at(folder), 100, 100);
    expect(isBuilt(root)).toBe(false);
    markBuilt(root);
    expect(isBuilt(root)).toBe(false);
    mkdirSync(at('packages/a/dist'));
    expect(isBuilt(root)).toBe(true);
    const later = Date.now() / 1000 + 60;
    for (const path of ['packages/a/src/deep/one.ts', 'packages/a/package.json', 'tsconfig.base.json']) {
      put(path, later);
      expect(isBuilt(root), path).toBe(false);
      put(path, 100);
      expect(isBuilt(root), path).toBe(true);
    }
  });
});

describe('tor', () => {
  test('is found on the PATH, and TOR_BINARY must name a program', async () => {
    const { makeSureOfTor } = await load('tor');
    const tor = at('bin/tor');
    put('bin/tor', 100);
    expect(makeSureOfTor({ TOR_BINARY: tor })).toContain(tor);
    chmodSync(tor, 0o755);
    expect(makeSureOfTor({ PATH: `/nonexistent:${at('bin')}` })).toBeNull();
    expect(makeSureOfTor({ TOR_BINARY: tor })).toBeNull();
  });
});
