// Finds what the legacy clients need: a checkout of each, and python 2.7. Neither is part of this project.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TorchatError } from '@torchat/core';
import envPaths from 'env-paths';

/** Drives either of them by the peer interface: `driver.py`, and `driving`, which it imports. Sources and build lie equally deep. */
export const LEGACY_DRIVER = join(import.meta.dirname, '..', '..', 'legacy');

export interface LegacyClient {
  readonly version: '0.9.9.553' | '0.9.9.555';
  /** Characters of its ids. */
  readonly idLength: 16 | 56;
  /** Where to get it, for whoever has no checkout. */
  readonly repository: string;
  readonly variable: string;
  readonly folder: string;
  /** Where its tc_client.py lies below the checkout. */
  readonly inside: readonly string[];
  /** Whether it sends the fields of its profile that were emptied, too (its Buddy.sendProfile). */
  readonly tellsOfEmptyProfile: boolean;
}

export const LEGACY: LegacyClient = {
  version: '0.9.9.553',
  idLength: 16,
  repository: 'https://github.com/prof7bit/TorChat, branch torchat_py',
  variable: 'TORCHAT_LEGACY_SRC',
  folder: 'legacy',
  inside: ['torchat/src', 'src', '.'],
  tellsOfEmptyProfile: false,
};

export const LEGACY555: LegacyClient = {
  version: '0.9.9.555',
  idLength: 56,
  repository: 'https://github.com/PythonTorChat/TorChat-V0.9.9.x',
  variable: 'TORCHAT_LEGACY555_SRC',
  folder: 'legacy555',
  inside: ['V0.9.9.555/src', 'src', '.'],
  tellsOfEmptyProfile: true,
};

export type Found<What> = ({ readonly ok: true } & What) | { readonly ok: false; readonly reason: string };

/** A checkout alone, for worlds with a python of their own. */
export function findSource(client: LegacyClient): Found<{ readonly source: string }> {
  const checkout =
    process.env[client.variable] ?? join(envPaths('torchat', { suffix: '' }).cache, 'peers', client.folder);
  const source = client.inside
    .map((folder) => join(checkout, folder))
    .find((folder) => existsSync(join(folder, 'tc_client.py')));
  if (source !== undefined) return { ok: true, source };
  return {
    ok: false,
    reason: `no TorChat ${client.version} in ${checkout}: put a checkout of ${client.repository} there, or name one in ${client.variable}`,
  };
}

/** What a run in which a client of old takes part was looking for. Throws `bad_request` where it is not there. */
export function needed<What>(found: Found<What>): What {
  if (found.ok) return found;
  throw new TorchatError('bad_request', `A client of old cannot take part: ${found.reason}.`);
}

export function findLegacy(
  client: LegacyClient,
): Found<{ readonly source: string; readonly python: string }> {
  const found = findSource(client);
  if (!found.ok) return found;
  python ??= findPython();
  if (python !== null) return { ...found, python };
  return {
    ok: false,
    reason: 'no python 2.7 in PATH, and the legacy client needs one: name it in PYTHON2',
  };
}

let python: string | null | undefined;

/** The same, for who cannot do without. */
export function theLegacy(client: LegacyClient): { readonly source: string; readonly python: string } {
  const found = findLegacy(client);
  if (!found.ok) throw new Error(found.reason);
  return found;
}

/** Null where this machine has none. */
export function findPython(): string | null {
  const named = process.env['PYTHON2'];
  const candidates = named === undefined ? ['python2.7', 'python2'] : [named];
  return candidates.find(isPython27) ?? null;
}

function isPython27(command: string): boolean {
  try {
    // Python 2 prints its version to the error output, so it is asked in its own words.
    const words = 'import sys; print(sys.version_info[:2] == (2, 7))';
    return execFileSync(command, ['-c', words], { encoding: 'utf8', stdio: 'pipe' }).trim() === 'True';
  } catch {
    return false;
  }
}
