// One name for a picture, the same in every client: the API and the peer interface tell pictures apart by it.
import { createHash } from 'node:crypto';
import type { Avatar } from '../../model.ts';

/** Asked for with every change of a contact, made once for each picture. */
const made = new WeakMap<Avatar, string>();

/** SHA-256 in hex over the 12,288 bytes of RGB, followed by the 4,096 bytes of alpha if there are any. */
export function avatarDigest(avatar: Avatar): string {
  const known = made.get(avatar);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(avatar.rgb).update(avatar.alpha).digest('hex');
  made.set(avatar, digest);
  return digest;
}
