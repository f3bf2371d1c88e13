// What clients of the local API import: schemas and types, no server.
export * from './schemas.ts';
