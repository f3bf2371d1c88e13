// Builds the images that are not what they should be, and says where each is found.
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { docker } from '../engine/docker.ts';
import { ensureBase, exists, idOfImage } from './base.ts';
import { digestOf, type ImageName, type Recipe, recipes } from './recipe.ts';

/** What a run of clients in containers needs. */
const USUAL = ['tor', 'torchat', 'legacy', 'programs'] as const;
/** The name by which the engine knows each image. */
export type Images = Readonly<Record<(typeof USUAL)[number], string>>;

export interface ImageOptions {
  readonly say: (sentence: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Also that of the conductor and the agents of exported scenarios, on top of the others. */
export async function ensureLabImages(options: ImageOptions): Promise<Readonly<Record<ImageName, string>>> {
  return ensure(options, [...USUAL, 'simulator']);
}

/** The checkout that this file is part of: sources and build lie equally deep. */
const ROOT = join(import.meta.dirname, '..', '..', '..', '..', '..');
const CHECKOUT = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
const INPUTS_LABEL = 'torchat.inputs';
const CHECKOUT_LABEL = 'torchat.checkout';

/**
 * An image's tag is the digest of what it is made of, so an image that is there is up to date, and two checkouts do not
 * take each other's. Throws an EngineError where the engine, the registry and debootstrap leave no way.
 */
export function ensureImages(options: ImageOptions): Promise<Images> {
  return ensure(options, USUAL);
}

async function ensure<Name extends ImageName>(
  { say, signal }: ImageOptions,
  wanted: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  const names: Partial<Record<ImageName, string>> = {};
  for (const recipe of recipes(ROOT, new Set<ImageName>(wanted))) {
    const { on } = recipe;
    const base = 'suite' in on ? await ensureBase(on.suite, { say, signal }) : (names[on.image] ?? '');
    const digest = digestOf(recipe, await idOfImage(base, signal));
    const name = `torchat-${recipe.name}:${digest.slice(0, 12)}`;
    names[recipe.name] = name;
    if (await exists(name, signal)) say(`${recipe.name}: up to date (${name}).`);
    else {
      await build(recipe, { name, base, digest, say, signal });
      await removeOlder(recipe.name, name, signal);
    }
  }
  return names as Readonly<Record<Name, string>>;
}

interface Build extends ImageOptions {
  readonly name: string;
  readonly base: string;
  readonly digest: string;
}

async function build(recipe: Recipe, { name, base, digest, say, signal }: Build): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-image-'));
  const started = performance.now();
  try {
    for (const { from, to } of recipe.files) {
      await mkdir(dirname(join(folder, to)), { recursive: true });
      await cp(from, join(folder, to));
    }
    for (const [where, what] of recipe.links) {
      await mkdir(dirname(join(folder, where)), { recursive: true });
      await symlink(what, join(folder, where));
    }
    const labels = [`${INPUTS_LABEL}=${digest}`, `${CHECKOUT_LABEL}=${CHECKOUT}`];
    const flags = labels.flatMap((label) => ['--label', label]);
    await docker(
      [
        'build',
        '--force-rm',
        '--network',
        'host',
        '--build-arg',
        `BASE=${base}`,
        '--tag',
        name,
        ...flags,
        folder,
      ],
      {
        signal,
        onLine: (line) => {
          if (line.startsWith('Step ')) say(`${recipe.name}: ${line}`);
        },
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  say(`${recipe.name}: built (${name}) in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}

/** What this checkout built before; an image that a container still uses stays until the next time. */
async function removeOlder(image: ImageName, current: string, signal?: AbortSignal): Promise<void> {
  const filter = `label=${CHECKOUT_LABEL}=${CHECKOUT}`;
  const format = '{{.Repository}}:{{.Tag}}';
  const names = await docker(['image', 'ls', '--filter', filter, '--format', format, `torchat-${image}`], {
    signal,
  });
  for (const name of names.split('\n'))
    if (name !== '' && name !== current)
      await docker(['image', 'rm', name], { signal }).catch(() => undefined);
}
