// The key of an onion service as tor keeps it in a folder: `hs_ed25519_secret_key`.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TorchatError } from '../../errors.ts';
import { idOfExpandedKey, isExpandedKey } from '../../identity/onion-key.ts';

/** tor's crypto_write_tagged_contents_to_file: the tag, padded with zeros to 32 bytes, then the expanded key. */
const TAG = Buffer.concat([Buffer.from('== ed25519v1-secret: type0 =='), Buffer.alloc(3)]);
const FILE = 'hs_ed25519_secret_key';

/** 64 bytes, from a folder of tor or from the file itself. Throws `bad_request`, also where the `hostname` beside it is another's. */
export function readTorKey(path: string): Uint8Array {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const content = readKey(isFolder ? join(path, FILE) : path);
  const key = new Uint8Array(content.subarray(TAG.length));
  const isKey = content.length === TAG.length + 64 && content.subarray(0, TAG.length).equals(TAG);
  content.fill(0);
  if (!isKey || !isExpandedKey(key))
    throw new TorchatError('bad_request', 'This is no key of an onion service of today, as tor keeps it.');
  const hostname = join(path, 'hostname');
  if (isFolder && existsSync(hostname)) {
    const said = readFileSync(hostname, 'utf8')
      .trim()
      .replace(/\.onion$/u, '');
    if (said !== idOfExpandedKey(key))
      throw new TorchatError('bad_request', 'The key in this folder is not that of the address beside it.');
  }
  return key;
}

function readKey(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new TorchatError(
      'bad_request',
      `There is no ${FILE} that could be read: name the folder of the onion service (HiddenServiceDir).`,
      { cause },
    );
  }
}
