// The python 2.7 of the legacy image as a program of this machine, for machines that have none: it brings its own libraries.
import { chmod, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { startGuard } from '@torchat/simulator';
import { extract } from '@torchat/simulator/containers';

export interface ForeignPython extends AsyncDisposable {
  /** Of the program. */
  readonly path: string;
}

/** Of the C library, as `lib/x86_64-linux-gnu/ld-linux-x86-64.so.2`. */
const LOADER = /\/[a-z0-9_]+-linux-[a-z]+\/ld-linux[^/]*\.so\.\d$/u;
const PARTS = ['lib*', 'usr/lib*', 'usr/bin/python2.7'];
const LIBRARIES = ['lib', 'usr/lib'];

export async function pythonOfImage(image: string): Promise<ForeignPython> {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-python-'));
  // Removes it however we end.
  const guard = startGuard([folder]);
  await extract(image, PARTS, folder);
  const lists = LIBRARIES.map(async (below) =>
    (await readdir(join(folder, below), { recursive: true })).map((path) => join(folder, below, path)),
  );
  const loader = (await Promise.all(lists)).flat().find((path) => LOADER.test(path));
  if (loader === undefined) throw new Error(`The image ${image} has no loader of programs.`);
  const path = join(folder, 'python2.7');
  const triplet = basename(dirname(loader));
  const libraries = LIBRARIES.map((below) => join(folder, below, triplet)).join(':');
  await writeFile(
    path,
    `#!/bin/sh
export PYTHONHOME="${folder}/usr"
exec "${loader}" --library-path "${libraries}" "${folder}/usr/bin/python2.7" "$@"
`,
  );
  await chmod(path, 0o700);
  return { path, [Symbol.asyncDispose]: () => guard.close() };
}
