// What clients of the local API import: schemas, routes and types, no server.
export type * from './account-api.ts';
export * from './routes.ts';
export * from './schemas.ts';
export * from './tunnel-schemas.ts';
export * from './tunnel-settings-schemas.ts';
