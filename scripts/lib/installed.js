// Whether node_modules is what package-lock.json asks for.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const STAMP = join('node_modules', '.cache', 'torchat-lock');

/**
 * npm writes its hidden lock last: it is missing after a broken install, and older after a pull that changed the lock.
 * A lock that only looks newer (a checkout, a copy) has the digest of the one that was installed.
 */
export function isInstalled(root) {
  const installed = timeOf(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return false;
  return (
    installed >= (timeOf(join(root, 'package-lock.json')) ?? 0) || read(join(root, STAMP)) === digest(root)
  );
}

export function markInstalled(root) {
  mkdirSync(dirname(join(root, STAMP)), { recursive: true });
  writeFileSync(join(root, STAMP), digest(root));
}

function digest(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function read(file) {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? null : readFileSync(file, 'utf8');
}

function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
