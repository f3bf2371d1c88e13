// The two primitives of the seal in pure code; a platform may bring faster ones that give the same bytes.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import type { SealCrypto } from '../../ports.ts';

export const pureSealCrypto: SealCrypto = {
  agree: (secret, point) => orNull(() => x25519.getSharedSecret(secret, point)),
  pointOf: (publicKey) => orNull(() => ed25519.utils.toMontgomery(publicKey)),
  encrypt: (key, nonce, plain) => chacha20poly1305(key, nonce).encrypt(plain),
  decrypt: (key, nonce, sealed) => orNull(() => chacha20poly1305(key, nonce).decrypt(sealed)),
};

/** The library throws at what an attacker sends; here that is an answer like any other. */
function orNull(compute: () => Uint8Array): Uint8Array | null {
  try {
    return compute();
  } catch {
    return null;
  }
}
