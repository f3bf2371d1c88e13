// profile_text <text>
//
// Example:  `profile_text I like onions.\n(and garlic)`
// Receiver: keeps it as the contact's profile.
import type { Format } from './format.ts';

const MAX_BYTES = 65_536;

type ProfileText = {
  readonly command: 'profile_text';
  readonly text: string;
};

export const profileText: Format<ProfileText> = {
  command: 'profile_text',
  via: 'in',
  decode: (args) => ({ command: 'profile_text', text: args.text(MAX_BYTES) }),
  encode: ({ text }, line) => {
    line.text(text);
  },
};
