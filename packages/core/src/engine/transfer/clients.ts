// What is known of the other side's way with files.
import type { Core, Peer } from '../state.ts';

/** Both of us have the extension `file`. Whoever looks like a client of old has none. */
export function speaksFiles(core: Core, { greeting }: Peer): boolean {
  return core.settings.looksLike === 'torchat' && greeting.extensions.includes('file');
}

/** Both of us have the extension `folder`, too. */
export function takesFolders(core: Core, peer: Peer): boolean {
  return speaksFiles(core, peer) && peer.greeting.extensions.includes('folder');
}

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
