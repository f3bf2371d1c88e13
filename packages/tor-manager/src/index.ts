// The public face of tor-manager: find tor, run it, dial through it or through someone else's.
export { findTor } from './find/find-tor.ts';
export { launchTor } from './launch/launch-tor.ts';
export type { FindOptions, FoundTor, LaunchOptions, SocksOptions } from './options.ts';
export { socksNetwork } from './socks-network.ts';
