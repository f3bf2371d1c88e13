// A private Tor network on this machine, as a value: started, used, closed, with nothing left behind.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TorchatError } from '@torchat/core';
import { findTor } from '@torchat/tor-manager';
import { type Guard, startGuard } from '../process/guard.ts';
import { authorityAt } from './authority-port.ts';
import { type NodeWatch, startNode, type TorNode, torWords } from './node.ts';
import type { Tornet, TornetOptions } from './options.ts';
import { type Plan, type PlanOptions, planTornet } from './plan.ts';
import { PortTaken, raise } from './raise.ts';

const ATTEMPTS = 3;
const FEWEST_RELAYS = 5;

interface Attempt {
  readonly plan: Plan;
  /** One that was started again takes the place of its predecessor. */
  readonly nodes: TorNode[];
  readonly launch: (name: string, watch: NodeWatch) => TorNode;
}

const UNWATCHED: NodeWatch = { changed: () => {}, ended: () => {} };

/**
 * Starts a private Tor network of real tor processes on loopback; resolves when clients bootstrap on it and onion services
 * come up, about 8 s later. Throws `tor_missing`, `tor_too_old`, `bad_request`, and `tor_failed` with the last words of the node to blame.
 */
export async function startTornet(options: TornetOptions = {}): Promise<Tornet> {
  const { profile = 'default', authorities = 3, relays = 3, signal = new AbortController().signal } = options;
  if (authorities < 1 || authorities + relays < FEWEST_RELAYS)
    throw new TorchatError(
      'bad_request',
      `Onion services need ${FEWEST_RELAYS} relays and authorities together, with 1 authority or more.`,
    );
  signal.throwIfAborted();
  const progress = rising(options.onProgress);
  progress(0, 'Looking for tor.');
  const tor = await findTor({ path: options.binary });
  const folder = await makeFolder(options.folder);
  const guard = startGuard([folder]);
  const layout: PlanOptions = { folder, profile, authorities, relays };
  const { plan, nodes, launch } = await attempt(layout, tor.path, guard, signal, progress);
  progress(1, 'The private Tor network is up.');

  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= tearDown(nodes, guard, folder));
  function placeOf(name: string): number {
    const place = nodes.findIndex((candidate) => candidate.name === name);
    if (place < 0) throw new TorchatError('bad_request', `The private network has no node ${name}.`);
    return place;
  }

  return {
    torrc: plan.clientTorrc,
    torrcFile: plan.clientTorrcFile,
    folder,
    profile,
    binary: tor.path,
    torVersion: tor.version,
    get processes() {
      return nodes.filter((node) => node.alive).map(({ name, pid }) => ({ name, pid }));
    },
    async kill(name) {
      await nodes[placeOf(name)]?.kill();
    },
    async revive(name) {
      const place = placeOf(name);
      if (closing === null && nodes[place]?.alive === false) nodes[place] = launch(name, UNWATCHED);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function attempt(
  layout: PlanOptions,
  binary: string,
  guard: Guard,
  signal: AbortSignal,
  progress: (fraction: number, sentence: string) => void,
): Promise<Attempt> {
  for (let left = ATTEMPTS - 1; ; left--) {
    const nodes: TorNode[] = [];
    try {
      progress(0.05, 'Making the keys of the authorities.');
      const plan = await planTornet(layout);
      const authorities = plan.authorities.map((own) => ({ ...own, ask: authorityAt(own.dirPort) }));
      const torrcs = new Map([...plan.authorities, ...plan.relays].map(({ name, torrc }) => [name, torrc]));
      const launch = (name: string, watch: NodeWatch): TorNode => {
        const [command, ...args] = torWords(binary, torrcs.get(name) ?? '', plan.emptyFile);
        return startNode(name, { command, args, guard }, watch);
      };
      await raise({ authorities, relays: plan.relays, launch, signal, progress }, nodes);
      return { plan, nodes, launch };
    } catch (error) {
      if (!(error instanceof PortTaken) || left === 0) {
        await tearDown(nodes, guard, layout.folder);
        throw signal.aborted
          ? new TorchatError('cancelled', 'The start of the private Tor network was cancelled.', {
              cause: error,
            })
          : error;
      }
      await Promise.all(nodes.map((node) => node.stop()));
      await rm(layout.folder, { recursive: true, force: true });
      await mkdir(layout.folder, { mode: 0o700 });
    }
  }
}

async function tearDown(nodes: readonly TorNode[], guard: Guard, folder: string): Promise<void> {
  await Promise.all(nodes.map((node) => node.stop()));
  await rm(folder, { recursive: true, force: true });
  await guard.close();
}

async function makeFolder(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(join(tmpdir(), 'torchat-net-'));
  const folder = resolve(wanted);
  await mkdir(join(folder, '..'), { recursive: true });
  await mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
    throw new TorchatError(
      'bad_request',
      `The folder of the private network must be a new one: ${folder} cannot be made.`,
      { cause },
    );
  });
  return folder;
}

/** A network that is tried again does not count its progress anew. */
function rising(report: TornetOptions['onProgress']): (fraction: number, sentence: string) => void {
  let highest = 0;
  let last = '';
  return (fraction, sentence) => {
    if (fraction <= highest && sentence === last) return;
    highest = Math.max(highest, fraction);
    last = sentence;
    report?.(highest, sentence);
  };
}
