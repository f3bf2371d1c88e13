// The 16 characters by which an old program knows an id of today.
import { type TorchatId, wireId } from '@torchat/core';

const ALIAS_LENGTH = 16;

/** The first 16 characters: 80 bits, as much as an address of the old network had. */
export function aliasOf(id: TorchatId): TorchatId {
  return id.slice(0, ALIAS_LENGTH) as TorchatId;
}

/** An id of 56 characters as it stands in a ping, or null. */
export function idOfToday(text: string): TorchatId | null {
  const id = wireId(text);
  return id === null || id.length === ALIAS_LENGTH ? null : id;
}
