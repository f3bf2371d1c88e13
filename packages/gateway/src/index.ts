// The public face of the gateway: start one, for as long as the account runs or for a moment.
export { type Gateway, startGateway } from './gateway.ts';
export type { GatewayOptions, NetworkChoice } from './options.ts';
export { askRunningBridge, editBook } from './bridge/control/ask-book.ts';
export type { BookRequest, BookRow } from './bridge/control/requests.ts';
export { type Bridge, startBridge } from './bridge/bridge.ts';
export type { BridgeEvent } from './bridge/options.ts';
