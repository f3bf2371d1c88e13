// Ids that anyone can write into a ping: valid, though nobody holds their keys.
import { idOfPublicKey, publicKeyOfId, type TorchatId } from '@torchat/core';

const ALIAS_BYTES = 10;

/** Another id that begins with the same 16 characters; another for every number. */
export function lookalike(id: TorchatId, number: number): TorchatId {
  const key = new Uint8Array(32).fill(number);
  key.set(publicKeyOfId(id)?.subarray(0, ALIAS_BYTES) ?? []);
  return idOfPublicKey(key);
}
