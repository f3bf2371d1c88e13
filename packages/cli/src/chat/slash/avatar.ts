// The slash commands about pictures.
import { TorchatError } from '@torchat/core';
import type { ApiContact } from '@torchat/gateway/api';
import { displayName } from '../../client/contact.ts';
import { chosenPicture, fitted, pixelsOfPng } from '../../client/picture.ts';
import { savePicture } from '../../client/save-picture.ts';
import { halfBlocks } from '../../terminal/half-blocks.ts';
import type { Slash } from './parse.ts';
import type { Effects } from './perform.ts';
import { typedPath } from './typed-path.ts';

/** Cells: it fits the conversation of a window of 80 x 24 with room for some texts. */
const COLUMNS = 32;
const ROWS = 16;

/** `contact`: the one whose conversation is open. */
export async function performAvatar(
  slash: Extract<Slash, { type: 'avatar' }>,
  effects: Effects,
  contact: () => ApiContact,
): Promise<void> {
  const { api, say } = effects;
  switch (slash.what) {
    case 'set':
      await api.setAvatar(await chosenPicture(typedPath(slash.path)));
      return say('Contacts see your new picture from now on.');
    case 'clear':
      await api.clearAvatar();
      return say('Contacts see no picture of you any more.');
    case 'save': {
      const path = typedPath(slash.path);
      await savePicture(path, await theirs(effects, contact()), false);
      return say(`The picture of ${displayName(contact())} is now ${path}.`);
    }
    case 'show': {
      const png = await theirs(effects, contact());
      const { palette } = effects;
      if (palette === null)
        return say(`${displayName(contact())} shows a picture: /avatar save FILE.png keeps it.`);
      return say(halfBlocks(fitted(await pixelsOfPng(png), COLUMNS, ROWS), palette).join('\n'), 'picture');
    }
    default:
      return slash.what satisfies never;
  }
}

async function theirs({ api }: Effects, contact: ApiContact): Promise<Uint8Array> {
  if (contact.avatar === null)
    throw new TorchatError('no_picture', `${displayName(contact)} shows no picture.`);
  return api.contactAvatar(contact.id);
}
