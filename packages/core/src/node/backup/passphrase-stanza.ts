// The passphrase of an age file by node's own scrypt: it works beside the event loop and is ten times as fast
// (age's specification, github.com/C2SP/C2SP/blob/main/age.md, section "scrypt recipient stanza").
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { type Identity, type Recipient, Stanza } from 'age-encryption';
import { TorchatError } from '../../errors.ts';
import { damaged } from './fields.ts';

const LABEL = Buffer.from('age-encryption.org/v1/scrypt');
/** 2^18, as the `age` program takes: 256 MiB and about a second. */
const WORK = 18;
/** A file is no way to make this machine work for hours: 1 GiB. */
const MOST_WORK = 20;
const BLOCK_SIZE = 8;
const TAG = 16;
const NONCE = Buffer.alloc(12);

export function passphraseRecipient(passphrase: string): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16);
      const wrapping = await stretch(passphrase, salt, WORK);
      const cipher = createCipheriv('chacha20-poly1305', wrapping, NONCE, { authTagLength: TAG });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      wrapping.fill(0);
      return [new Stanza(['scrypt', unpadded(salt), String(WORK)], new Uint8Array(body))];
    },
  };
}

/** Throws `bad_backup` for a wrong passphrase, and `bad_request` for a file that has no passphrase. */
export function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza, ...others] = stanzas;
      if (stanza?.args[0] !== 'scrypt')
        throw new TorchatError(
          'bad_request',
          'This backup is locked for an age key and has no passphrase: give the file with the key by --identity.',
        );
      const [, salt = '', work = ''] = stanza.args;
      if (others.length > 0 || stanza.body.length !== 16 + TAG || !/^[1-9]\d?$/u.test(work)) throw damaged();
      const bytes = Buffer.from(salt, 'base64');
      if (bytes.length !== 16 || Number(work) > MOST_WORK) throw damaged();
      return unwrap(stanza.body, await stretch(passphrase, bytes, Number(work)));
    },
  };
}

function unwrap(body: Uint8Array, wrapping: Buffer): Uint8Array {
  const decipher = createDecipheriv('chacha20-poly1305', wrapping, NONCE, { authTagLength: TAG });
  decipher.setAuthTag(body.subarray(16));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(body.subarray(0, 16)), decipher.final()]));
  } catch (cause) {
    throw new TorchatError(
      'bad_backup',
      'The passphrase of the backup is wrong, or the file is damaged: nothing was changed.',
      { cause },
    );
  } finally {
    wrapping.fill(0);
  }
}

/** No NFKC here: other programs that read the file know of none. */
function stretch(passphrase: string, salt: Uint8Array, work: number): Promise<Buffer> {
  const N = 2 ** work;
  const parameters = { N, r: BLOCK_SIZE, p: 1, maxmem: 128 * BLOCK_SIZE * (N + 16) };
  return new Promise((done, failed) => {
    scrypt(passphrase, Buffer.concat([LABEL, salt]), 32, parameters, (cause, key) => {
      if (cause === null) done(key);
      else
        failed(
          new TorchatError('internal', 'The passphrase of the backup needs more memory than there is.', {
            cause,
          }),
        );
    });
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/u, '');
}
