// Finds the tor binary this program runs, and says in one line what to do where there is none.
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { TorchatError } from '@torchat/core';
import type { FindOptions, FoundTor } from '../options.ts';
import { isTooOld, parseVersion, versionWarning } from './version.ts';
import { torEnvironment } from '../tor-environment.ts';

const INSTALL: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'install it with "apt install tor" (or your system\'s package manager)',
  darwin: 'install it with "brew install tor"',
  win32: 'install the Tor Expert Bundle from torproject.org',
};
const VERSION_DEADLINE = 10_000;

/** Throws `tor_missing` or `tor_too_old`. */
export async function findTor(options: FindOptions = {}): Promise<FoundTor> {
  const env = options.env ?? process.env;
  const path = options.path ?? (env['TOR_BINARY'] || (await onPath(env['PATH'] ?? '')));
  if (path === null)
    throw new TorchatError('tor_missing', `Tor is not installed: ${howTo()}, or set TOR_BINARY to its path.`);
  const version = await askVersion(path);
  if (isTooOld(version))
    throw new TorchatError('tor_too_old', `Tor ${version} is too old for TorChat: please ${howTo()} anew.`);
  return { path, version, warning: versionWarning(version) };
}

async function onPath(folders: string): Promise<string | null> {
  const name = process.platform === 'win32' ? 'tor.exe' : 'tor';
  for (const folder of folders.split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, name);
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  return null;
}

async function askVersion(path: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], {
      timeout: VERSION_DEADLINE,
      env: torEnvironment(process.env),
    });
    const version = parseVersion(stdout);
    if (version !== null) return version;
  } catch (cause) {
    throw new TorchatError('tor_missing', `There is no tor to run at ${path}: ${howTo()}.`, { cause });
  }
  throw new TorchatError('tor_missing', `${path} is not tor (it names no version): ${howTo()}.`);
}

function howTo(): string {
  return INSTALL[process.platform] ?? 'install the package "tor"';
}
