// Where a program lies on the PATH.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Null when there is none. */
export function findProgram(name, env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
