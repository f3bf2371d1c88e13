// The public face of the gateway: start one, for as long as the account runs or for a moment.
export { type Gateway, startGateway } from './gateway.ts';
export type { GatewayOptions, NetworkChoice } from './options.ts';
