// Fetches the pictures that the screen shows: each once, by its name.
import type { Pixels } from '@torchat/core/avatar';
import type { AccountApi, ApiContact } from '@torchat/gateway/api';
import { pixelsOfPng } from '../client/picture.ts';

/** Pictures kept at most, 16 KiB each. */
const KEPT = 32;

/** By their names; null for one that could not be had. */
export type Pictures = ReadonlyMap<string, Pixels | null>;

export function withPicture(pictures: Pictures, name: string, pixels: Pixels | null): Pictures {
  const after = new Map(pictures).set(name, pixels);
  const [oldest] = after.keys();
  if (after.size > KEPT && oldest !== undefined) after.delete(oldest);
  return after;
}

/** Returns what to call with whoever is in sight; `take` gets each picture, or null where there is none to get. */
export function pictureLoader(
  api: AccountApi,
  take: (name: string, pixels: Pixels | null) => void,
): (contact: ApiContact, known: Pictures) => void {
  const loading = new Set<string>();

  async function load(id: string, name: string): Promise<void> {
    loading.add(name);
    const pixels = await api
      .contactAvatar(id)
      .then(pixelsOfPng)
      .catch(() => null);
    loading.delete(name);
    take(name, pixels);
  }

  return ({ id, avatar: name }, known) => {
    if (name !== null && !known.has(name) && !loading.has(name)) void load(id, name);
  };
}
