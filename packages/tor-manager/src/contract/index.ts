// What every OnionNetwork must do, as tests that each implementation passes. Needs vitest.
export { onionNetworkContract } from './contract.ts';
export type { ContractClient, ContractNetwork } from './setup.ts';
