// What clients of the local API import: schemas, routes and types, no server.
export type * from './account-api.ts';
export * from './routes.ts';
export * from './schemas/account.ts';
export * from './schemas/backup.ts';
export * from './schemas/contact.ts';
export * from './schemas/error.ts';
export * from './schemas/event.ts';
export * from './schemas/file.ts';
export * from './schemas/message.ts';
export * from './schemas/tunnel.ts';
export * from './schemas/tunnel-settings.ts';
