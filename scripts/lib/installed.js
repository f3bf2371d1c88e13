// Whether node_modules is what package-lock.json asks for.
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** npm writes its hidden lock last: it is missing after a broken install, and older after a pull that changed the lock. */
export function isInstalled(root) {
  const installed = timeOf(join(root, 'node_modules', '.package-lock.json'));
  return installed !== null && installed >= (timeOf(join(root, 'package-lock.json')) ?? 0);
}

function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
