// A private Tor network of containers: each authority and each relay in one of its own, on a network that leads nowhere else.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NodeWatch, startNode, type TorNode, torWords } from '../../tornet/node.ts';
import { EMPTY_FILE, type NodePlace, planTornet } from '../../tornet/plan.ts';
import { raise } from '../../tornet/raise.ts';
import type { TornetProfile } from '../../tornet/torrc.ts';
import { type Container, startContainer } from '../engine/container.ts';
import { authorityIn } from './authority-inside.ts';

interface ContainerTornetOptions {
  /** The run to which its containers belong, by its id. */
  readonly run: string;
  readonly network: string;
  /** Of a tor node. */
  readonly image: string;
  readonly profile: TornetProfile;
  readonly authorities?: number;
  readonly relays?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, sentence: string) => void;
}

const AUTHORITIES = 3;
/** Of the few there are, a tor that starts anew picks four for its second hops: with three relays it may take minutes to find a way. */
const RELAYS = 5;
/** Where a node keeps everything. */
const INSIDE = '/data';
const PID_FILE = `${INSIDE}/pid`;

export interface ContainerTornet {
  /** Lines for the torrc of a client. */
  readonly torrc: readonly string[];
  /** Names of the nodes that run: `authority1`..., `relay1`... */
  readonly running: readonly string[];
  /** As `kill -9` of a node. */
  kill(name: string): Promise<void>;
  /** Starts it again, in the same place. */
  revive(name: string): Promise<void>;
}

/**
 * Resolves when clients bootstrap on it. It ends with its run.
 * Throws `tor_failed` with the last words of the node to blame, and EngineError.
 */
export async function startContainerTornet(options: ContainerTornetOptions): Promise<ContainerTornet> {
  const { profile, signal = new AbortController().signal, onProgress = () => undefined } = options;
  const { authorities: votes = AUTHORITIES, relays = RELAYS } = options;
  const names = [...numbered('authority', votes), ...numbered('relay', relays)];
  onProgress(0, `Starting ${names.length} containers.`);
  const containers = new Map(
    await Promise.all(names.map(async (name) => [name, await startContainer(options)] as const)),
  );
  const within = (name: string): Container => {
    const container = containers.get(name);
    if (container === undefined) throw new Error(`no node ${name}`);
    return container;
  };
  const folder = await mkdtemp(join(tmpdir(), 'torchat-net-'));
  try {
    const placeOf = (name: string): NodePlace => ({
      folder: INSIDE,
      address: within(name).address,
      // Its container's first process: they end together anyway.
      ownerPid: 1,
    });
    const plan = await planTornet({ folder, placeOf, profile, authorities: votes, relays });
    const files = names.map((name) =>
      within(name).receive(folder, [EMPTY_FILE, name, torrcOf(name)], INSIDE),
    );
    await Promise.all(files);
    const authorities = plan.authorities.map((own) => ({
      name: own.name,
      ask: authorityIn(within(own.name), own.dirPort),
      async scheduleVote(vote: Parameters<typeof own.scheduleVote>[0]) {
        await own.scheduleVote(vote);
        await within(own.name).receive(folder, [torrcOf(own.name)], INSIDE);
      },
    }));
    const launch = (name: string, watch: NodeWatch): TorNode =>
      launchIn(within(name), name, `${INSIDE}/${torrcOf(name)}`, watch);
    const nodes: TorNode[] = [];
    await raise({ authorities, relays: plan.relays, launch, signal, progress: onProgress }, nodes);
    onProgress(1, 'The private Tor network is up.');
    return handleOf(plan.clientTorrc, nodes, launch, (name) => within(name).killAll());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const UNWATCHED: NodeWatch = { changed: () => undefined, ended: () => undefined };

function handleOf(
  torrc: readonly string[],
  nodes: TorNode[],
  launch: (name: string, watch: NodeWatch) => TorNode,
  kill: (name: string) => Promise<void>,
): ContainerTornet {
  return {
    torrc,
    get running() {
      return nodes.filter(({ alive }) => alive).map(({ name }) => name);
    },
    kill,
    revive(name) {
      const place = nodes.findIndex((node) => node.name === name);
      nodes[place] = launch(name, UNWATCHED);
      return Promise.resolve();
    },
  };
}

function launchIn(container: Container, name: string, torrc: string, watch: NodeWatch): TorNode {
  const words = [...torWords('tor', torrc, `${INSIDE}/${EMPTY_FILE}`), '--PidFile', PID_FILE];
  return startNode(
    name,
    {
      ...container.command(...words),
      signal: (signal) =>
        void container
          .exec('sh', '-c', `kill -${signal.slice(3)} "$(cat ${PID_FILE})"`)
          // A node that is gone needs no signal.
          .catch(() => undefined),
    },
    watch,
  );
}

/** As the plan names it. */
function torrcOf(name: string): string {
  return `${name}.torrc`;
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${name}${at + 1}`);
}
