// The seal's cipher by OpenSSL, several times faster than pure code on blocks of files; the same bytes (both pass one test).
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { pureSealCrypto } from '../../engine/seal/crypto.ts';
import type { SealCrypto } from '../../ports.ts';

const CIPHER = 'chacha20-poly1305';
const TAG = { authTagLength: 16 } as const;

export const nodeSealCrypto: SealCrypto = {
  ...pureSealCrypto,
  encrypt(key, nonce, plain) {
    const cipher = createCipheriv(CIPHER, key, nonce, TAG);
    const sealed = new Uint8Array(plain.length + TAG.authTagLength);
    sealed.set(cipher.update(plain));
    cipher.final();
    sealed.set(cipher.getAuthTag(), plain.length);
    return sealed;
  },
  decrypt(key, nonce, sealed) {
    const end = sealed.length - TAG.authTagLength;
    if (end < 0) return null;
    const decipher = createDecipheriv(CIPHER, key, nonce, TAG);
    decipher.setAuthTag(sealed.subarray(end));
    const plain = decipher.update(sealed.subarray(0, end));
    try {
      decipher.final();
    } catch {
      return null;
    }
    return plain;
  },
};
