// `torchat avatar`: our picture and those of contacts, shown, saved, set and taken away.
import { resolve } from 'node:path';
import { TorchatError } from '@torchat/core';
import type { AccountApi } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { chosenPicture, fitted, pixelsOfPng } from '../client/picture.ts';
import { savePicture } from '../client/save-picture.ts';
import { withAccount } from '../client/with-account.ts';
import { halfBlocks } from '../terminal/half-blocks.ts';
import { paletteOf } from '../terminal/palette.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

const STORE_ONLY = { network: 'off' } as const;

export interface AvatarOptions {
  readonly out?: string;
  readonly force?: boolean;
}

interface Shown {
  readonly id: string;
  /** Whose it is, as a person says it. */
  readonly whose: string;
  readonly avatar: string | null;
  readonly png: Uint8Array;
}

/** `who`: a contact; ourselves without it. */
export async function avatar(
  session: Session,
  who: string | undefined,
  options: AvatarOptions,
): Promise<void> {
  const palette = paletteOf(session);
  const { json } = session.options;
  if (options.out === undefined && palette === null && json !== true)
    throw new TorchatError('bad_request', 'A picture is shown on terminals only: --out FILE saves it.');
  const shown = await withAccount(session, STORE_ONLY, async (api) =>
    who === undefined ? ownPicture(api) : pictureOf(api, who),
  );
  const { id, avatar: name, png, whose } = shown;
  if (options.out !== undefined) {
    const path = resolve(options.out);
    await savePicture(path, png, options.force === true);
    if (json) outJson(session, { id, avatar: name, path });
    else out(session, `${whose} is now ${path}.`);
  } else if (json) outJson(session, { id, avatar: name, png: Buffer.from(png).toString('base64') });
  else await show(session, png);
}

export async function setAvatar(session: Session, path: string): Promise<void> {
  const png = await chosenPicture(resolve(path));
  const account = await withAccount(session, STORE_ONLY, async (api) => api.setAvatar(png));
  if (session.options.json) return outJson(session, { id: account.id, avatar: account.avatar });
  await show(session, png);
  note(session, 'Contacts see this picture of you from now on.');
}

export async function clearAvatar(session: Session): Promise<void> {
  const id = await withAccount(session, STORE_ONLY, async (api) => {
    await api.clearAvatar();
    return (await api.account()).id;
  });
  if (session.options.json) outJson(session, { id, avatar: null });
  else note(session, 'Contacts see no picture of you any more.');
}

async function ownPicture(api: AccountApi): Promise<Shown> {
  const { id, avatar: name } = await api.account();
  if (name === null)
    throw new TorchatError(
      'no_picture',
      'You have no picture yet: `torchat avatar set FILE.png` gives you one.',
    );
  return { id, avatar: name, png: await api.avatar(), whose: 'Your picture' };
}

async function pictureOf(api: AccountApi, who: string): Promise<Shown> {
  const contact = findContact(await api.contacts(), who);
  const name = displayName(contact);
  if (contact.avatar === null) throw new TorchatError('no_picture', `${name} shows no picture.`);
  const png = await api.contactAvatar(contact.id);
  return { id: contact.id, avatar: contact.avatar, png, whose: `The picture of ${name}` };
}

/** As large as the terminal, with a row left for the prompt; nothing where it shows none. */
async function show(session: Session, png: Uint8Array): Promise<void> {
  const palette = paletteOf(session);
  if (palette === null) return;
  const { columns = 80, rows = 24 } = session.terminal.stdout;
  const pixels = fitted(await pixelsOfPng(png), columns, Math.max(1, rows - 2));
  for (const row of halfBlocks(pixels, palette)) out(session, row);
}
