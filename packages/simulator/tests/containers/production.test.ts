import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { productionFiles, workspaceLinks } from '../../src/containers/images/production.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const files = productionFiles(ROOT, 'packages/cli');

test('our packages bring their programs and manifests, and nothing of how they are made', () => {
  const ours = files.filter((file) => file.startsWith('packages/'));
  expect(ours).toContain('packages/cli/bin/torchat.js');
  expect(ours).toContain('packages/core/package.json');
  expect(ours.filter((file) => /\/(?:src|tests)\/|\.d\.ts$|\.map$|simulator/u.test(file))).toEqual([]);
});

test('every dependency of every package that comes along comes along', () => {
  const manifests = files.filter((file) => /(?:^|\/)package\.json$/u.test(file));
  const names = new Set(
    manifests.map((file) => (JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { name?: string }).name),
  );
  for (const file of manifests) {
    // Packages keep further manifests for their parts; those have no dependencies of their own.
    const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const name of Object.keys(dependencies)) expect(names, `${file} needs ${name}`).toContain(name);
  }
  expect(names).not.toContain('vitest');
  expect(names).not.toContain('testcontainers');
});

test('native programs come for this platform alone', () => {
  const native = files.filter((file) => file.endsWith('.node'));
  expect(native.length).toBeGreaterThan(0);
  for (const file of native) expect(file).toContain(`linux-${process.arch}`);
});

test('our packages are found by links', () => {
  const links = workspaceLinks(ROOT, 'packages/cli');
  expect(links).toContainEqual(['@torchat/core', 'packages/core']);
  for (const [, folder] of links) expect(existsSync(join(ROOT, folder, 'package.json'))).toBe(true);
});
