// profile_name <name>
//
// Example:  `profile_name Bernd`
// Receiver: keeps it as the contact's profile, and as our name for it where we have none.
import type { Format } from './format.ts';

const MAX_BYTES = 1024;

type ProfileName = {
  readonly command: 'profile_name';
  readonly name: string;
};

export const profileName: Format<ProfileName> = {
  command: 'profile_name',
  via: 'in',
  decode: (args) => ({ command: 'profile_name', name: args.text(MAX_BYTES) }),
  encode: ({ name }, line) => {
    line.text(name);
  },
};
