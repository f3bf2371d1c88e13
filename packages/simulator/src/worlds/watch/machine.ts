// Looks at the processes of this machine: what a client's cost, with whom they are connected, and which of them is its tor.
import { readdir, readFile, readlink } from 'node:fs/promises';
import { type Process, parseMemory, parseSockets, parseStat, treeOf } from './proc.ts';

export interface Seen {
  /** Bytes. */
  readonly memory: number;
  /** Milliseconds. */
  readonly cpu: number;
  readonly beyond: readonly string[];
}

interface Picture {
  readonly processes: readonly Process[];
  /** Sockets that lead past loopback, by inode. */
  readonly beyond: ReadonlyMap<string, string>;
}

/** All clients are looked at together, so one picture does for them. */
const FRESH = 500;
const TABLES = ['tcp', 'tcp6', 'udp', 'udp6'];
const TOR = 'tor';

export class Machine {
  #picture: Promise<Picture> | null = null;
  #taken = 0;

  /** Of the program and what it started, its tor left out. */
  async look(root: number): Promise<Seen> {
    const { processes, beyond } = await this.#now();
    const ours = treeOf(root, processes).filter(({ name }) => name !== TOR);
    const memory = await Promise.all(
      ours.map(async ({ pid }) => parseMemory(await read(`/proc/${pid}/status`))),
    );
    const ends = beyond.size === 0 ? [] : await Promise.all(ours.map(({ pid }) => endsOf(pid, beyond)));
    return {
      memory: memory.reduce((sum, one) => sum + one, 0),
      cpu: ours.reduce((sum, one) => sum + one.cpu, 0),
      beyond: ends.flat(),
    };
  }

  /** The tor processes that this program started. */
  async torsOf(root: number): Promise<readonly number[]> {
    this.#picture = null;
    const { processes } = await this.#now();
    return treeOf(root, processes)
      .filter(({ name }) => name === TOR)
      .map(({ pid }) => pid);
  }

  #now(): Promise<Picture> {
    if (this.#picture === null || performance.now() - this.#taken > FRESH) {
      this.#taken = performance.now();
      this.#picture = take();
    }
    return this.#picture;
  }
}

async function take(): Promise<Picture> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/u.test(name));
  const stats = await Promise.all(pids.map((pid) => read(`/proc/${pid}/stat`)));
  const tables = await Promise.all(TABLES.map((name) => read(`/proc/net/${name}`)));
  return {
    processes: stats.map(parseStat).filter((one) => one !== null),
    beyond: new Map(tables.flatMap((table) => [...parseSockets(table)])),
  };
}

async function endsOf(pid: number, beyond: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
  return links.flatMap((link) => beyond.get(/^socket:\[(\d+)\]$/u.exec(link)?.[1] ?? '') ?? []);
}

/** Empty where the process is gone. */
function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
