// Where an account lives on this machine: one folder each, and a short place for its sockets.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { TorchatError } from '../../errors.ts';

export interface AccountPaths {
  readonly name: string;
  /** Holds everything but, where its path is too long for a socket, `sockets`. */
  readonly folder: string;
  readonly store: string;
  readonly key: string;
  readonly lock: string;
  /** A folder whose path leaves room for file names of up to 20 characters in a unix socket's address. */
  readonly sockets: string;
  /** The local API: a unix socket in `sockets`, on Windows a named pipe. */
  readonly socket: string;
  readonly downloads: string;
  /** The data folder of our own tor. */
  readonly tor: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  /** Where the program lies: a `portable.txt` in it keeps all accounts there, in `torchat-data`. */
  readonly programFolder?: string;
}

/** macOS takes 104 bytes with the final NUL, Linux 108. */
const LONGEST_SOCKET_PATH = 100;
const LONGEST_SOCKET_NAME = 20;

/** A name no file system, shell or URL trips over; no leading dot or dash, no way up. Throws `bad_request`. */
function checkAccountName(name: string): string {
  if (!isAccountName(name))
    throw new TorchatError(
      'bad_request',
      'An account’s name has 1 to 40 letters, digits, dots, dashes and underscores, and begins with a letter, a digit or an underscore: choose such a one.',
    );
  return name;
}

/** The paths of an account, existing or not. Touches nothing. Throws `bad_request` for a wrong name. */
export function accountPaths(name: string, surroundings: Surroundings = {}): AccountPaths {
  const folder = join(accountsFolder(surroundings), checkAccountName(name));
  const { env = process.env, platform = process.platform } = surroundings;
  const sockets = socketsFolder(folder, env);
  return {
    name,
    folder,
    store: join(folder, 'store.db'),
    key: join(folder, 'key.json'),
    lock: join(folder, 'lock.db'),
    sockets,
    socket: platform === 'win32' ? `\\\\.\\pipe\\torchat-${tag(folder)}` : join(sockets, 'api.sock'),
    downloads: join(folder, 'downloads'),
    tor: join(folder, 'tor'),
  };
}

/** The names of the accounts that exist, in alphabetical order. */
export function listAccounts(surroundings: Surroundings = {}): string[] {
  const root = accountsFolder(surroundings);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => isAccountName(name) && existsSync(join(root, name, 'store.db')))
    .sort();
}

/** `TORCHAT_HOME`, else beside a portable program, else the platform's data folder. */
function accountsFolder({ env = process.env, programFolder }: Surroundings): string {
  return join(dataFolder(env, programFolder), 'accounts');
}

function dataFolder(env: NonNullable<Surroundings['env']>, programFolder: string | undefined): string {
  if (env['TORCHAT_HOME']) return env['TORCHAT_HOME'];
  if (programFolder !== undefined && existsSync(join(programFolder, 'portable.txt')))
    return join(programFolder, 'torchat-data');
  return envPaths('torchat', { suffix: '' }).data;
}

function socketsFolder(folder: string, env: NonNullable<Surroundings['env']>): string {
  if (Buffer.byteLength(folder) + 1 + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH) return folder;
  const runtime = env['XDG_RUNTIME_DIR'];
  return join(runtime && existsSync(runtime) ? runtime : tmpdir(), `torchat-${tag(folder)}`);
}

/** Short, and another for every folder and user. */
function tag(folder: string): string {
  const user = process.getuid?.() ?? '';
  return createHash('sha256').update(`${user}:${folder}`).digest('hex').slice(0, 16);
}

function isAccountName(name: string): boolean {
  // Windows takes the latter for devices, and cuts dots at the end.
  return /^\w[\w.-]{0,39}$/u.test(name) && !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|\.$/iu.test(name);
}
