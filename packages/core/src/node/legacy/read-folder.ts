// The data folder of an old client: whom it has, and what it says of its user.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TorchatError } from '../../errors.ts';
import { wireId } from '../../identity/id.ts';
import { type Buddy, parseBuddyList } from '../../legacy/buddy-list.ts';
import { type Ini, parseIni } from '../../legacy/ini.ts';
import type { Profile } from '../../model.ts';

export interface LegacyFolder {
  readonly profile: Profile;
  /** Without the client's own entry. */
  readonly buddies: readonly Buddy[];
  /** The numbers of lines of `buddy-list.txt` that could not be understood. */
  readonly odd: readonly number[];
}

const MOST_BYTES = 4 * 1024 * 1024;

/** Reads `buddy-list.txt` (or 0.9.9.555's `buddy-list.ini`) and `torchat.ini`. Throws `bad_request` where neither is there. */
export function readLegacyFolder(folder: string): LegacyFolder {
  const text = read(join(folder, 'buddy-list.txt'));
  const buddyIni = read(join(folder, 'buddy-list.ini'));
  const settings = read(join(folder, 'torchat.ini'));
  if (text === null && buddyIni === null && settings === null)
    throw new TorchatError(
      'bad_request',
      'In this folder is neither a buddy-list.txt nor a torchat.ini: name the data folder of the old client.',
    );
  const ini = parseIni(settings ?? '');
  const own = ini.get('client')?.get('own_hostname')?.toLowerCase();
  const list = parseBuddyList(text ?? '');
  const newer = buddyIni === null ? [] : buddiesOf(parseIni(buddyIni));
  const all = new Map([...list.buddies, ...newer].map((buddy) => [buddy.id, buddy]));
  const profile = ini.get('profile');
  return {
    profile: { name: profile?.get('name') ?? '', text: profile?.get('text') ?? '' },
    buddies: [...all.values()].filter(({ id }) => id !== own),
    odd: list.odd,
  };
}

/** 0.9.9.555 has a section for each, in the order of its numbered list. */
function buddiesOf(ini: Ini): Buddy[] {
  const order = [...(ini.get('1_BuddyList') ?? [])].sort(([a], [b]) => a.localeCompare(b));
  return order.flatMap(([number, address]) => {
    const id = wireId(address.toLowerCase());
    // The first is the client itself.
    if (id === null || number === '000000') return [];
    const entry = ini.get(address);
    return [{ id, name: entry?.get('displayname') ?? '', note: entry?.get('buddynotes') ?? '' }];
  });
}

/** What is no UTF-8 is shown as such and harms nothing. */
function read(file: string): string | null {
  try {
    const bytes = readFileSync(file);
    if (bytes.length <= MOST_BYTES) return bytes.toString('utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return null;
    throw new TorchatError('bad_request', `The file ${file} cannot be read.`, { cause });
  }
  throw new TorchatError('bad_request', `The file ${file} is too large for what it should be.`);
}
