// A process for the lock tests: says whether it got the account's lock, and holds it until it ends.
import { writeSync } from 'node:fs';
import { accountPaths } from '../../src/node/account/account-paths.ts';
import { lockAccount } from '../../src/node/account/account-lock.ts';
import { TorchatError } from '../../src/errors.ts';

try {
  lockAccount(accountPaths('alice'));
  writeSync(1, 'held');
  process.stdin.resume();
} catch (error) {
  writeSync(1, error instanceof TorchatError ? error.code : String(error));
}
