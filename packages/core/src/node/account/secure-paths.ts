// The access rights of an account's folders and files, made right before anything in them is trusted.
import { existsSync } from 'node:fs';
import { keepPrivate, makePrivateFolder } from '../private-files.ts';
import type { AccountPaths } from './account-paths.ts';

/**
 * Makes the account's folders, 0700, and takes away what rights others had; throws `internal` where one is not ours.
 * Call it before connecting to or listening on anything in `sockets`: in a shared temporary folder somebody else
 * could have made it first. Returns a sentence for each thing that was put right.
 */
export function securePaths(paths: AccountPaths): string[] {
  const folders = [...new Set([paths.folder, paths.sockets])].filter(makePrivateFolder);
  const files = [paths.store, paths.key, paths.lock].filter(
    (file) => existsSync(file) && keepPrivate(file, 'file'),
  );
  return [...folders, ...files].map((path) => `Others could read ${path}: now only you can.`);
}
