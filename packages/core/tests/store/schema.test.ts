import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Database } from '@signalapp/sqlcipher';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/node/index.ts';
import { STEPS, upgrade } from '../../src/node/store/schema.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it('refuses a store of a newer program, and changes nothing in it', () => {
  const file = join(temporaryFolder(), 'store.db');
  const key = randomBytes(32);
  openStore(file, key).close();
  const database = new Database(file);
  database.pragma(`key = "x'${key.toString('hex')}'"`);
  database.pragma(`user_version = ${STEPS.length + 1}`);
  database.close();
  for (let time = 0; time < 2; time++)
    expect(() => openStore(file, key)).toThrow(expect.objectContaining({ code: 'store_newer' }));
});

it('goes the steps that are missing, each once', () => {
  const database = inMemory();
  const steps = ['CREATE TABLE log (step)', 'INSERT INTO log VALUES (2)'];
  upgrade(database, steps.slice(0, 1));
  upgrade(database, steps);
  upgrade(database, steps);
  expect(database.prepare('SELECT step FROM log').all()).toEqual([{ step: 2 }]);
  expect(database.pragma('user_version', { simple: true })).toBe(2);
});

it('stays at the last good version when a step fails', () => {
  const database = inMemory();
  const steps = ['CREATE TABLE log (step)', 'INSERT INTO log VALUES (2); INSERT INTO nowhere VALUES (2)'];
  expect(() => upgrade(database, steps)).toThrow();
  expect(database.prepare('SELECT step FROM log').all()).toEqual([]);
  expect(database.pragma('user_version', { simple: true })).toBe(1);
});

function inMemory(): Database {
  const database = new Database(':memory:');
  onTestFinished(() => database.close());
  return database;
}
