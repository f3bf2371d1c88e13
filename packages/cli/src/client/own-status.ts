// What a person says of himself, as typed.
import { type OwnStatus, TorchatError } from '@torchat/core';
import { printableLine } from '../terminal/printable.ts';

/** Throws `bad_request`. */
export function parseStatus(text: string): OwnStatus {
  if (text === 'available' || text === 'away' || text === 'xa') return text;
  if (text === 'online') return 'available';
  throw new TorchatError('bad_request', `A status is available, away or xa, not "${printableLine(text)}".`);
}
