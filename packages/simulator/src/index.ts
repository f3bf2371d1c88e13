// The public face of the simulator: a private Tor network on one machine.
export type { Tornet, TornetOptions, TornetProcess } from './tornet/options.ts';
export { startTornet } from './tornet/start-tornet.ts';
export type { TornetProfile } from './tornet/torrc.ts';
