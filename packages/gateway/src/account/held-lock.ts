// The lock of an account as something to hold.
import { type AccountPaths, type Held, lockAccount } from '@torchat/core/node';

export function heldLock(paths: AccountPaths): Held<undefined> {
  const lock = lockAccount(paths);
  return { value: undefined, undo: () => lock.release() };
}
