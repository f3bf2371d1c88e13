// For tests: a mock of tor in process.
export { mockNet } from './mock-net.ts';
export { type SocksServer, socksServer } from './socks-server.ts';
export type { MockClient, MockFaults, MockNet, MockOptions } from './types.ts';
