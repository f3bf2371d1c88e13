// What each image is made of, and the digest by which an image tells whether it still is.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Suite } from './base.ts';
import { EngineError } from '../engine/engine-error.ts';
import { productionFiles, workspaceLinks } from './production.ts';

export type ImageName = 'tor' | 'torchat' | 'legacy' | 'programs' | 'simulator';

/** One file of a build's context: `from` on this machine, `to` in the context. */
interface ContextFile {
  readonly from: string;
  readonly to: string;
}

export interface Recipe {
  readonly name: ImageName;
  readonly on: { readonly suite: Suite } | { readonly image: ImageName };
  readonly files: readonly ContextFile[];
  /** Links in the context: `[where, to what]`. */
  readonly links: readonly (readonly [string, string])[];
}

const PROGRAM = 'packages/cli';
const SIMULATOR = 'packages/simulator';

const ALL: Readonly<Record<ImageName, (root: string) => Omit<Recipe, 'name'>>> = {
  tor: (root) => ({ on: { suite: 'bookworm' }, ...context(root, 'tor') }),
  torchat: (root) => ({ on: { image: 'tor' }, ...client(root) }),
  legacy: (root) => ({ on: { suite: 'bullseye' }, ...context(root, 'legacy') }),
  programs: (root) => ({ on: { suite: 'bookworm' }, ...context(root, 'programs') }),
  simulator: (root) => ({ on: { image: 'torchat' }, ...simulator(root) }),
};

/** In the order in which they are built. `root` is a built checkout. */
export function recipes(root: string, wanted: ReadonlySet<ImageName>): Recipe[] {
  return (Object.keys(ALL) as ImageName[])
    .filter((name) => wanted.has(name))
    .map((name) => ({ name, ...ALL[name](root) }));
}

function context(root: string, name: ImageName): Pick<Recipe, 'files' | 'links'> {
  return { files: [{ from: join(root, 'docker', name, 'Dockerfile'), to: 'Dockerfile' }], links: [] };
}

function client(root: string): Pick<Recipe, 'files' | 'links'> {
  if (!existsSync(join(root, PROGRAM, 'dist', 'main.js')))
    throw new EngineError('The image of our client is made of the built program: run `npm run build` first.');
  const app = productionFiles(root, PROGRAM).map((file) => ({ from: join(root, file), to: `app/${file}` }));
  return {
    files: [
      ...context(root, 'torchat').files,
      { from: join(root, 'node_modules', 'node', 'bin', 'node'), to: 'node' },
      ...app,
    ],
    links: workspaceLinks(root, PROGRAM).map(link),
  };
}

/** What the image of our client does not have already. */
function simulator(root: string): Pick<Recipe, 'files' | 'links'> {
  const there = new Set(productionFiles(root, PROGRAM));
  const linked = new Set(workspaceLinks(root, PROGRAM).map(([name]) => name));
  return {
    files: [
      ...context(root, 'simulator').files,
      ...productionFiles(root, SIMULATOR)
        .filter((file) => !there.has(file))
        .map((file) => ({ from: join(root, file), to: `app/${file}` })),
    ],
    links: workspaceLinks(root, SIMULATOR)
      .filter(([name]) => !linked.has(name))
      .map(link),
  };
}

function link([name, folder]: readonly [string, string]): readonly [string, string] {
  return [`app/node_modules/${name}`, `${'../'.repeat(name.split('/').length)}${folder}`];
}

/** Of everything that goes into the image; `base` is what it stands on, as an id or a digest. 64 hex digits. */
export function digestOf(recipe: Recipe, base: string): string {
  const hash = createHash('sha256').update(`${base}\n`);
  for (const { from, to } of recipe.files) hash.update(`${to}\n`).update(readFileSync(from)).update('\n');
  for (const [where, what] of recipe.links) hash.update(`${where} -> ${what}\n`);
  return hash.digest('hex');
}
