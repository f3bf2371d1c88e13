// The public face of the gateway: start one, in this process or as `torchat up`.
export { type Gateway, startGateway } from './gateway.ts';
export type { GatewayOptions, NetworkChoice } from './options.ts';
export { runGateway, type RunOptions } from './run-gateway.ts';
