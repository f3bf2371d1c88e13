// What core needs node for: the network port's types, the driver, stores and files of an account.
export type * from './client.ts';
export * from './network.ts';
export { createScope, type Held, type Scope, setUp } from './scope.ts';
