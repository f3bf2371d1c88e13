// profile_avatar <12288 bytes, or none>
//
// Example:  `profile_avatar `
// Receiver: keeps it, with the alpha that came before, as the contact's picture: 64 x 64 pixels, rows top to
//           bottom, red, green, blue. None removes the picture.
import type { Format } from './format.ts';

const SIZE_BYTES = 12_288;

type ProfileAvatar = {
  readonly command: 'profile_avatar';
  readonly bytes: Uint8Array;
};

export const profileAvatar: Format<ProfileAvatar> = {
  command: 'profile_avatar',
  via: 'in',
  decode: (args) => {
    const bytes = args.bytes(SIZE_BYTES);
    if (bytes.length !== 0 && bytes.length !== SIZE_BYTES) args.refuse();
    return { command: 'profile_avatar', bytes };
  },
  encode: ({ bytes }, line) => {
    line.bytes(bytes);
  },
};
