// Installs Debian's packages where we may.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { run } from './run.js';

const POLICY = '/usr/sbin/policy-rc.d';

export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** True when all are there. A package starts a service of the whole machine unless a policy forbids it while it is installed. */
export function install(...packages) {
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const words = ['install', '-y', '-q', '--no-install-recommends', ...packages];
    // Package lists may be missing or old.
    return (
      run('apt-get', words, '/', env) ||
      (run('apt-get', ['update', '-q'], '/', env) && run('apt-get', words, '/', env))
    );
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
}
