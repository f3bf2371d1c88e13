// What core needs node for: the network port's types, the driver, stores and files of an account.
export type * from './client.ts';
export * from './network.ts';
export { createScope, type Held, type Scope, setUp } from './scope.ts';
export {
  accountExists,
  changePassphrase,
  createAccount,
  isProtected,
  type Identity,
  type NewAccount,
  type OpenAccount,
  openAccount,
} from './account/account.ts';
export { type AccountLock, lockAccount } from './account/account-lock.ts';
export { type AccountPaths, accountPaths, listAccounts, type Surroundings } from './account/account-paths.ts';
export { NO_PASSPHRASE_WARNING } from './account/key-file.ts';
export { WIPE_WARNING, wipeAccount } from './account/wipe.ts';
export { readTorKey } from './account/tor-key.ts';
export { readLegacyFolder } from './legacy/read-folder.ts';
export { securePaths } from './account/secure-paths.ts';
export { RETURNING } from '../engine/timing.ts';
export { openStore } from './store/open-store.ts';
export { publishInBackground, VIRTUAL_PORT } from './driver/publish.ts';
export { FrameOpener, FrameSealer } from './frames/frame-cipher.ts';
export { FrameReader } from './frames/frame-reader.ts';
export { release } from './frames/release.ts';
export { TunnelRefused, tunnelAnswer } from './tunnel-answer.ts';
export { startClient } from './driver/start-client.ts';
export { type BackupRequest, type BackupSummary, backUp } from './backup/back-up.ts';
export type { BackupKey, BackupLock } from './backup/age-file.ts';
export {
  confirmRestore,
  type Restored,
  restoreInto,
  restoreNew,
  type RestoreRequest,
  undoRestore,
} from './backup/restore.ts';
export { walkFolder } from './files/folder/walk.ts';
