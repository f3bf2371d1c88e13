// Makes sure that there is a tor: TOR_BINARY, the PATH, or Debian's package when we may install it.
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.js';

const POLICY = '/usr/sbin/policy-rc.d';
const HOW =
  'tor is missing. Install it (Debian, Ubuntu: sudo apt install tor; Fedora: sudo dnf install tor; macOS: brew install tor), or name it in TOR_BINARY.';

/** Null when a tor is there (now), else a sentence. */
export function makeSureOfTor(env) {
  const named = env['TOR_BINARY'];
  if (named) return isProgram(named) ? null : `TOR_BINARY names no program: ${named}`;
  if (findTor(env) !== null) return null;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return HOW;
  console.error("tor is missing: installing Debian's package (apt-get install tor)...");
  if (!installTor() || findTor(env) === null) return `Debian's package could not be installed. ${HOW}`;
  console.error(
    'Installed tor. Its system service was not started; this project runs tor processes of its own.',
  );
  return null;
}

function findTor(env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, 'tor')).find(isProgram) ?? null;
}

/** The package starts a service of the whole machine unless a policy forbids it while it is installed. */
function installTor() {
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const install = () => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'tor'], '/', env);
    // Package lists may be missing or old.
    return install() || (run('apt-get', ['update', '-q'], '/', env) && install());
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
