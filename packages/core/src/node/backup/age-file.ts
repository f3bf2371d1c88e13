// An age file on disk: bytes go in and come out in a stream, so that its size does not matter.
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';
import { Decrypter, Encrypter, type Stanza } from 'age-encryption';
import { TorchatError } from '../../errors.ts';
import { codeOf, diskTrouble } from '../disk-trouble.ts';
import { syncFolder } from '../private-files.ts';
import { damaged } from './fields.ts';
import { passphraseIdentity, passphraseRecipient } from './passphrase-stanza.ts';

/** Whoever may read the file: who knows the passphrase, or has the key of one of these recipients (`age1...`). */
export type BackupLock = { readonly passphrase: string } | { readonly recipients: readonly string[] };
/** A passphrase, or keys as `age-keygen` writes them (`AGE-SECRET-KEY-1...`). */
export type BackupKey = { readonly passphrase: string } | { readonly identities: readonly string[] };

const MAGIC = 'age-encryption.org/v1\n';
/** An age file with a hundred recipients has 20 KiB of them. */
const LONGEST_HEADER = 64 * 1024;

/** Writes the file whole (mode 0600) or not at all. Throws `bad_request`, `bad_backup`, `internal`, `cancelled`. */
export async function writeAgeFile(
  path: string,
  plain: Iterable<Uint8Array>,
  lock: BackupLock,
  signal?: AbortSignal,
): Promise<void> {
  const encrypter = encrypterFor(lock);
  const part = `${path}.part`;
  // Not the stream's own flags: a file that is there belongs to another backup, and is not ours to remove.
  const file = await open(part, 'wx', 0o600).catch((cause: unknown) => {
    throw cannotWrite(cause, part);
  });
  try {
    const sealed = await encrypter.encrypt(ReadableStream.from(withPauses(plain)));
    const sink = file.createWriteStream({ flush: true });
    await pipeline(Readable.fromWeb(sealed as ReadableStream), sink, { ...(signal && { signal }) });
    await rename(part, path);
    syncFolder(dirname(path));
  } catch (cause) {
    await rm(part, { force: true });
    throw cannotWrite(cause, part);
  }
}

/** Lets everything else of the process have its turn after each piece: the account may be running. */
async function* withPauses(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}

/**
 * The content of an age file, as it comes. Throws, also while it is read, `bad_request`, and `bad_backup` for a wrong
 * passphrase or key and for anything that is not a whole age file.
 */
export async function* readAgeFile(path: string, key: BackupKey): AsyncGenerator<Uint8Array> {
  await mustBeAge(path);
  const decrypter = decrypterFor(key);
  const source = createReadStream(path);
  // Whoever reads hears of it; nobody does where the header was wrong already.
  source.on('error', () => undefined);
  try {
    const plain = await decrypter.decrypt(Readable.toWeb(source) as globalThis.ReadableStream<Uint8Array>);
    for await (const chunk of plain as ReadableStream<Uint8Array>) yield chunk;
  } catch (cause) {
    throw cause instanceof TorchatError ? cause : damaged(cause);
  } finally {
    source.destroy();
  }
}

/** Its header ends soon: the library would read on for ever. */
async function mustBeAge(path: string): Promise<void> {
  const start = await startOf(path).catch((cause: unknown) => {
    throw new TorchatError('bad_request', 'There is no backup under this name that could be read.', {
      cause,
    });
  });
  if (start.length < MAGIC.length && MAGIC.startsWith(start)) throw damaged();
  if (!start.startsWith(MAGIC))
    throw new TorchatError('bad_backup', 'This is no backup of TorChat: nothing was changed.');
  if (!start.includes('\n--- ')) throw damaged();
}

async function startOf(path: string): Promise<string> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0);
  return buffer.subarray(0, bytesRead).toString('latin1');
}

function encrypterFor(lock: BackupLock): Encrypter {
  const encrypter = new Encrypter();
  if ('passphrase' in lock) {
    if (lock.passphrase === '')
      throw new TorchatError('bad_request', 'A passphrase has at least one character.');
    encrypter.addRecipient(passphraseRecipient(lock.passphrase));
    return encrypter;
  }
  if (lock.recipients.length === 0)
    throw new TorchatError('bad_request', 'A backup needs a passphrase or a recipient.');
  for (const recipient of lock.recipients)
    try {
      encrypter.addRecipient(recipient.trim());
    } catch (cause) {
      throw new TorchatError('bad_request', 'A recipient is an age key for others, it begins with `age1`.', {
        cause,
      });
    }
  return encrypter;
}

function decrypterFor(key: BackupKey): Decrypter {
  const decrypter = new Decrypter();
  if ('passphrase' in key) decrypter.addIdentity(passphraseIdentity(key.passphrase));
  else
    for (const identity of key.identities)
      try {
        decrypter.addIdentity(identity);
      } catch (cause) {
        throw new TorchatError('bad_request', 'This is no key of age: it begins with `AGE-SECRET-KEY-1`.', {
          cause,
        });
      }
  // Asked last: nobody has the key for this file.
  decrypter.addIdentity({
    unwrapFileKey(stanzas: Stanza[]): never {
      throw stanzas[0]?.args[0] === 'scrypt'
        ? new TorchatError(
            'bad_request',
            'This backup is locked by a passphrase, not for an age key: give that.',
          )
        : new TorchatError('bad_backup', 'This backup is locked for another age key: nothing was changed.');
    },
  });
  return decrypter;
}

function cannotWrite(cause: unknown, part: string): TorchatError {
  if (cause instanceof TorchatError) return cause;
  const code = codeOf(cause);
  const why =
    code === 'EEXIST'
      ? `another backup is being written, or ${part} is left of one and can be removed`
      : diskTrouble(cause);
  const kind = code === 'ABORT_ERR' ? 'cancelled' : 'file_failed';
  return new TorchatError(kind, `The backup was not written: ${why}.`, { cause });
}
