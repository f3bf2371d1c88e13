// The public face of the simulator: a private Tor network on one machine.
export { startGuard } from './process/guard.ts';
export { freePorts } from './tornet/free-ports.ts';
export type { Tornet, TornetOptions, TornetProcess } from './tornet/options.ts';
export { startTornet } from './tornet/start-tornet.ts';
export type { TornetProfile } from './tornet/torrc.ts';
export { type PeerEvent, PeerProgram, type PeerProgramOptions } from './peer/peer-program.ts';
export { startTorchatPeer, TORCHAT, type TorchatPeerOptions } from './peer/torchat.ts';
