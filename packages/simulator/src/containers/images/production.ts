// What of a built checkout is needed at run time: our packages' programs, and what they depend on.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Types, maps and texts do nothing at run time; programs for other platforms do nothing here. */
const LEFT_OUT = /\.(?:d\.[cm]?ts|map|md|tsbuildinfo)$/u;
const OURS = /^(?:package\.json$|bin(?:\/|$)|dist(?:\/|$))/u;
const PREBUILD = /(?:^|\/)prebuilds\/([^/]+)/u;

/** Paths below `root`, of files alone, sorted. `start` is a package's folder below `root`. */
export function productionFiles(root: string, start: string): string[] {
  const platform = `linux-${process.arch}`;
  return productionPackages(root, start)
    .flatMap((folder) => {
      const ours = !folder.includes('node_modules');
      return filesOf(join(root, folder))
        .filter((file) => (!ours || OURS.test(file)) && !LEFT_OUT.test(file))
        .filter((file) => (PREBUILD.exec(file)?.[1] ?? platform) === platform)
        .map((file) => `${folder}/${file}`);
    })
    .sort();
}

/** Our own packages as `[name, folder]`, which node finds by links in node_modules. */
export function workspaceLinks(root: string, start: string): (readonly [name: string, folder: string])[] {
  return productionPackages(root, start)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => [nameOf(join(root, folder)), folder] as const);
}

function productionPackages(root: string, start: string): string[] {
  const top = realpathSync(root);
  const found = new Set([start]);
  for (const folder of found) {
    const { dependencies, optionalDependencies } = manifestOf(join(root, folder));
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = resolvePackage(top, folder, name);
      // A package for other platforms is not here.
      if (place !== null) found.add(place);
    }
  }
  return [...found];
}

/** As node does it: in node_modules of the folder itself, and of each above it. */
function resolvePackage(top: string, from: string, name: string): string | null {
  const parts = from.split('/');
  for (let count = parts.length; count >= 0; count--) {
    const folder = join(top, ...parts.slice(0, count), 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return relative(top, realpathSync(folder));
  }
  return null;
}

function filesOf(folder: string): string[] {
  const files: string[] = [];
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      // Packages inside a package are found by their own names.
      if (entry.isDirectory() && entry.name !== 'node_modules') walk(path);
      else if (entry.isFile()) files.push(path);
    }
  };
  walk('');
  return files;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function nameOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string }).name;
}
