// Whether the build is newer than every source.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = join('node_modules', '.cache', 'torchat-build');

/** Looks at a few hundred times of files: milliseconds. */
export function isBuilt(root) {
  const built = statSync(join(root, STAMP), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return false;
  const packages = join(root, 'packages');
  for (const name of readdirSync(packages)) {
    const folder = join(packages, name);
    if (statSync(join(folder, 'dist'), { throwIfNoEntry: false }) === undefined) return false;
    if (newest(join(folder, 'src')) > built) return false;
    if (
      newestOf(
        readdirSync(folder)
          .filter((file) => file.endsWith('.json'))
          .map((file) => join(folder, file)),
      ) > built
    )
      return false;
  }
  return statSync(join(root, 'tsconfig.base.json')).mtimeMs <= built;
}

export function markBuilt(root) {
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  writeFileSync(join(root, STAMP), '');
}

function newest(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return newestOf(files.map((file) => join(file.parentPath, file.name)));
}

/** Folders count, too: a deleted file changes the time of its folder only. */
function newestOf(files) {
  return files.reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0);
}
