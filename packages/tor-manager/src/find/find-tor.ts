// Finds the tor binary this program runs, and says in one line what to do where there is none.
import { TorchatError } from '@torchat/core';
import type { FindOptions, FoundTor } from '../options.ts';

/** Throws `tor_missing` or `tor_too_old`. */
export async function findTor(_options: FindOptions = {}): Promise<FoundTor> {
  throw new TorchatError('internal', 'This is being built.');
}
