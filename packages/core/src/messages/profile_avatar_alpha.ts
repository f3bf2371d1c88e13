// profile_avatar_alpha <4096 bytes, or none>
//
// Example:  `profile_avatar_alpha `
// Receiver: holds it until the `profile_avatar` that follows: 64 x 64 pixels, rows top to bottom, one byte each.
import type { Format } from './format.ts';

const SIZE_BYTES = 4096;

type ProfileAvatarAlpha = {
  readonly command: 'profile_avatar_alpha';
  readonly bytes: Uint8Array;
};

export const profileAvatarAlpha: Format<ProfileAvatarAlpha> = {
  command: 'profile_avatar_alpha',
  via: 'in',
  decode: (args) => {
    const bytes = args.bytes(SIZE_BYTES);
    if (bytes.length !== 0 && bytes.length !== SIZE_BYTES) args.refuse();
    return { command: 'profile_avatar_alpha', bytes };
  },
  encode: ({ bytes }, line) => {
    line.bytes(bytes);
  },
};
