// What is known of the other side's way with files.
import type { Peer } from '../state.ts';

/** 0.9.9.553 and .555, and whoever looks like them. */
export function isOldPython({ greeting }: Peer): boolean {
  return greeting.client === 'TorChat' && /^0\.9\.9\.\d+$/u.test(greeting.version) && !isModern(greeting);
}

/** Large blocks and windows are no trouble to it. */
export function bearsLarge(peer: Peer): boolean {
  return isModern(peer.greeting) || isOldPython(peer);
}

function isModern({ extensions }: Peer['greeting']): boolean {
  return extensions.includes('delivery');
}
