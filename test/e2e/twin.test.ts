import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TORCHAT } from '@torchat/simulator';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ended, type Torchat, torchat } from '../support/torchat.ts';

// One account on two machines, two processes over real tor, told in order: the second one finds the first, waits, takes over.

interface Shown {
  readonly service?: string;
  readonly twin?: { readonly machine: string } | null;
  readonly reachability?: { readonly state: string };
}

const started = new Set<ChildProcess>();
let folder: string;
let desktop: Machine;
let laptop: Machine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'torchat-twin-'));
  const made = JSON.parse(await on('desktop').done(['init', '--yes', '--no-passphrase', '--json'])) as {
    words: string[];
  };
  await on('laptop').done(['restore', '--yes', '--no-passphrase'], made.words.join(' '));
});

afterAll(async () => {
  for (const child of started) await ended(child);
  await rm(folder, { recursive: true });
});

test('the machine that is alone publishes, and is reachable', async () => {
  desktop = up('desktop');
  await desktop.shows(({ reachability }) => reachability?.state === 'reachable');
});

test('a second one with the same key finds it, publishes nothing, and says so', async () => {
  laptop = up('laptop');
  const shown = await laptop.shows(({ twin }) => twin != null);
  expect(shown.twin?.machine).not.toBe('');
  expect(shown.service).not.toBe('published');
  expect(laptop.all.map(({ service }) => service)).not.toContain('published');
  // The first one is as it was.
  expect(desktop.all.at(-1)).toMatchObject({ service: 'published', twin: null });
});

test('with --take-over the second one comes online, and the first one goes offline before', async () => {
  await ended(laptop.child);
  laptop = up('laptop', '--take-over');
  const away = desktop.shows(({ twin, service }) => twin != null && service === 'withdrawn');
  const here = laptop.shows(({ reachability }) => reachability?.state === 'reachable');
  await Promise.all([away, here]);
  expect(laptop.all.at(-1)).toMatchObject({ service: 'published', twin: null });
});

test('when that one has ended the first one is back by itself', async () => {
  await ended(laptop.child);
  const back = await desktop.shows(({ reachability }) => reachability?.state === 'reachable');
  expect(back).toMatchObject({ service: 'published', twin: null });
}, 240_000);

interface Machine {
  readonly child: ChildProcess;
  /** Every account that it told of. */
  readonly all: Shown[];
  /** The next account, or the present one, for which this is true. */
  shows(wanted: (account: Shown) => boolean): Promise<Shown>;
}

/** `torchat up` in a process of its own, with `--json` for the account's states. */
function up(name: string, ...flags: readonly string[]): Machine {
  const env = { ...process.env, TORCHAT_HOME: join(folder, name), NO_COLOR: '1' };
  const args = [TORCHAT, '--torrc', inject('torrcFile'), '--json', 'up', ...flags];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  started.add(child);
  const all: Shown[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    all.push(JSON.parse(line) as Shown);
    for (const look of waiting) look();
  });
  function until<T>(find: () => T | undefined): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    const look = (): void => {
      const found = find();
      if (found === undefined) return;
      waiting.delete(look);
      resolve(found);
    };
    waiting.add(look);
    look();
    return promise;
  }
  return {
    child,
    all,
    shows: (wanted) =>
      until(() => {
        const last = all.at(-1);
        return last !== undefined && wanted(last) ? last : undefined;
      }),
  };
}

/** The program on this machine. */
function on(machine: string): Torchat {
  return torchat(join(folder, machine), inject('torrcFile'));
}
