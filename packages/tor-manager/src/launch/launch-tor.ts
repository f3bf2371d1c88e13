// Starts tor and keeps it running: the network of an account with a tor of its own.
import { TorchatError } from '@torchat/core';
import type { OnionNetwork } from '@torchat/core/node';
import type { LaunchOptions } from '../options.ts';

/** Resolves when tor runs and obeys; bootstrap follows as states. Throws `tor_missing`, `tor_too_old`, `tor_failed`, `cancelled`. */
export async function launchTor(_options: LaunchOptions): Promise<OnionNetwork> {
  throw new TorchatError('internal', 'This is being built.');
}
