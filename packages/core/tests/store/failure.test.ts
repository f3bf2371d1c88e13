import { expect, it } from 'vitest';
import { TorchatError } from '../../src/index.ts';
import { withPlainErrors } from '../../src/node/store/failure.ts';

it.each([
  ['SQLITE_FULL', 'internal', /disk is full/u],
  ['SQLITE_IOERR_FSYNC', 'internal', /see to the disk/u],
  ['SQLITE_CORRUPT_INDEX', 'store_damaged', /restore it from a backup/u],
  ['SQLITE_BUSY_RECOVERY', 'account_locked', /another process/u],
])('says %s in words', (sqlite, code, sentence) => {
  const cause = Object.assign(new Error(sqlite), { code: sqlite });
  expect(thrownBy(cause)).toMatchObject({ name: 'TorchatError', code, cause });
  expect(thrownBy(cause)).toHaveProperty('message', expect.stringMatching(sentence));
});

it('lets through what is no error of the database', () => {
  for (const error of [
    new TypeError('a bug'),
    new TorchatError('store_newer', 'said already'),
    Object.assign(new Error('constraint'), { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' }),
  ])
    expect(thrownBy(error)).toBe(error);
});

function thrownBy(error: Error): unknown {
  try {
    return withPlainErrors(() => {
      throw error;
    });
  } catch (thrown) {
    return thrown;
  }
}
