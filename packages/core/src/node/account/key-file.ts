// The key file: the store's random key, wrapped by a passphrase or lying open.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { argon2, type Argon2Parameters, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import writeFileAtomic from 'write-file-atomic';
import { TorchatError } from '../../errors.ts';
import { diskTrouble } from '../disk-trouble.ts';
import { syncFolder } from '../private-files.ts';

/** For screens that offer an account without passphrase. */
export const NO_PASSPHRASE_WARNING =
  'Without a passphrase the key lies beside the store: whoever copies the folder can read everything in it.';

/** More than RFC 9106 (section 4) asks for: 128 MiB and 1.2 s of processor time on a core of 2020. */
const COST = { memory: 131_072, passes: 6, parallelism: 4 } as const;
/** Milliseconds that a guess takes at least on the machine that set the passphrase. */
const LEAST = 500;
/** A key file is no way to make this machine work for hours. */
const DEAREST = { memory: 2_097_152, passes: 64, parallelism: 16 } as const;

interface Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** As stored; all bytes in base64. `box` is ChaCha20-Poly1305: the 32 bytes of the key, then the tag. */
type KeyFile =
  | { readonly version: 1; readonly kind: 'open'; readonly warning: string; readonly key: string }
  | {
      readonly version: 1;
      readonly kind: 'passphrase';
      readonly argon2id: Cost;
      readonly salt: string;
      readonly nonce: string;
      readonly box: string;
    };

/** Writes the key of a store, 32 bytes; the file is replaced as a whole or not at all. */
export async function writeKeyFile(file: string, key: Uint8Array, passphrase: string | null): Promise<void> {
  const content = passphrase === null ? open(key) : await wrap(key, passphrase);
  try {
    await writeFileAtomic(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    syncFolder(dirname(file));
    removeUnfinished(file);
  } catch (cause) {
    throw new TorchatError('internal', `The key file was not written: ${diskTrouble(cause)}.`, { cause });
  }
}

/** What a crash left of an earlier writing may hold the key in the open. */
function removeUnfinished(file: string): void {
  const start = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(start) && /^\d+$/u.test(name.slice(start.length)))
      rmSync(join(dirname(file), name), { force: true });
}

/** Throws `wrong_passphrase`, `store_damaged`, or `store_newer`. */
export async function readKeyFile(
  file: string,
  passphrase: string | null,
): Promise<{ key: Uint8Array; isProtected: boolean }> {
  const content = parse(readText(file));
  if (content.kind === 'open') return { key: Buffer.from(content.key, 'base64'), isProtected: false };
  if (passphrase === null)
    throw new TorchatError('wrong_passphrase', 'This account is protected: give its passphrase.');
  return { key: await unwrap(content, passphrase), isProtected: true };
}

/** Whether a passphrase guards it. Throws `store_damaged`, `store_newer`. */
export function isWrapped(file: string): boolean {
  return parse(readText(file)).kind === 'passphrase';
}

function open(key: Uint8Array): KeyFile {
  const warning = NO_PASSPHRASE_WARNING;
  return { version: 1, kind: 'open', warning, key: Buffer.from(key).toString('base64') };
}

async function wrap(key: Uint8Array, passphrase: string): Promise<KeyFile> {
  if (passphrase === '') throw new TorchatError('bad_request', 'A passphrase has at least one character.');
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const { wrapping, cost } = await stretchLong(passphrase, salt);
  const cipher = createCipheriv('chacha20-poly1305', wrapping, nonce, { authTagLength: 16 });
  const box = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  wrapping.fill(0);
  return {
    version: 1,
    kind: 'passphrase',
    argon2id: cost,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    box: box.toString('base64'),
  };
}

async function unwrap(
  content: Extract<KeyFile, { kind: 'passphrase' }>,
  passphrase: string,
): Promise<Uint8Array> {
  const box = Buffer.from(content.box, 'base64');
  const wrapping = await stretch(passphrase, Buffer.from(content.salt, 'base64'), content.argon2id);
  const nonce = Buffer.from(content.nonce, 'base64');
  const decipher = createDecipheriv('chacha20-poly1305', wrapping, nonce, { authTagLength: 16 });
  decipher.setAuthTag(box.subarray(32));
  try {
    return Buffer.concat([decipher.update(box.subarray(0, 32)), decipher.final()]);
  } catch (cause) {
    throw new TorchatError('wrong_passphrase', 'The passphrase is wrong: try again.', { cause });
  } finally {
    wrapping.fill(0);
  }
}

/** On a faster machine with as many more passes as that takes. */
async function stretchLong(passphrase: string, salt: Uint8Array): Promise<{ wrapping: Buffer; cost: Cost }> {
  for (let cost: Cost = COST; ; ) {
    const start = performance.now();
    const wrapping = await stretch(passphrase, salt, cost);
    const took = performance.now() - start;
    if (took >= LEAST || cost.passes >= DEAREST.passes) return { wrapping, cost };
    wrapping.fill(0);
    const passes = Math.ceil((cost.passes * LEAST * 1.2) / took);
    cost = { ...cost, passes: Math.min(passes, DEAREST.passes) };
  }
}

/** Passphrases typed on different keyboards are the same when they look the same, hence NFKC. */
async function stretch(passphrase: string, nonce: Uint8Array, cost: Cost): Promise<Buffer> {
  const message = Buffer.from(passphrase.normalize('NFKC'));
  const parameters: Argon2Parameters = { message, nonce, tagLength: 32, ...cost };
  try {
    return await promisify(argon2)('argon2id', parameters);
  } catch (cause) {
    const mebibytes = Math.ceil(cost.memory / 1024);
    throw new TorchatError(
      'internal',
      `The passphrase cannot be tried: this takes ${mebibytes} MiB of memory, make room and try again.`,
      { cause },
    );
  } finally {
    message.fill(0);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TorchatError(
      'store_damaged',
      'The account’s key file cannot be read, and without it its store: restore it from a backup.',
      { cause },
    );
  }
}

function parse(text: string): KeyFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = null;
  }
  if (hasNewerVersion(content))
    throw new TorchatError('store_newer', 'This account was used by a newer TorChat: update this one.');
  if (isKeyFile(content)) return content;
  throw new TorchatError('store_damaged', 'The account’s key file is damaged: restore it from a backup.');
}

function hasNewerVersion(content: unknown): boolean {
  return isRecord(content) && typeof content['version'] === 'number' && content['version'] > 1;
}

function isKeyFile(content: unknown): content is KeyFile {
  if (!isRecord(content) || content['version'] !== 1) return false;
  if (content['kind'] === 'open') return isBase64(content['key'], 32);
  return (
    content['kind'] === 'passphrase' &&
    isBase64(content['salt'], 16) &&
    isBase64(content['nonce'], 12) &&
    isBase64(content['box'], 48) &&
    isCost(content['argon2id'])
  );
}

function isCost(value: unknown): value is Cost {
  if (!isRecord(value)) return false;
  return (['memory', 'passes', 'parallelism'] as const).every((name) => {
    const given = value[name];
    return Number.isInteger(given) && Number(given) >= 1 && Number(given) <= DEAREST[name];
  });
}

function isBase64(value: unknown, length: number): boolean {
  return typeof value === 'string' && Buffer.from(value, 'base64').length === length;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
