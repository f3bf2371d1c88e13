// A client's home with a tor of its own on this machine: both are struck together, or the tor alone.
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onionKeyOfSeed } from '@torchat/core';
import type { PeerProgram } from '../../peer/peer-program.ts';
import { TORCHAT } from '../../peer/torchat.ts';
import type { Guard } from '../../process/guard.ts';
import { freePorts } from '../../tornet/free-ports.ts';
import type { Person } from '../../scenario/cast.ts';
import type { Cuts } from '../../world/cuts.ts';
import { clientFlags } from '../live/flags.ts';
import type { Home } from '../live/home.ts';
import type { Lines } from '../live/line.ts';
import { forgetContent, roundThrough, writeContent } from '../live/loopback-things.ts';
import type { Traffic } from '../live/traffic.ts';
import type { Machine } from '../watch/machine.ts';
import { type Proxy, startProxy } from './proxy.ts';

export interface Town {
  readonly folder: string;
  readonly guard: Guard;
  /** Lines for the torrc of a client. */
  readonly torrc: readonly string[];
  readonly cuts: Cuts<number>;
  readonly lines: Lines;
  readonly traffic: Traffic;
  readonly machine: Machine;
  /** A port that says back what it hears. */
  readonly echo: number;
  /** Where its network's nodes are; on this machine by default. */
  readonly leads?: (host: string) => boolean;
}

/** No place: what a tor talks to is the network. */
const NETWORK = -1;

export async function enterTown(town: Town, person: Person): Promise<Home & AsyncDisposable> {
  const { folder, guard, cuts, lines, traffic, machine } = town;
  const seed = randomBytes(32);
  const proxy: Proxy = await startProxy(
    lines,
    {
      passes: () => cuts.passes(person.at, NETWORK),
      went: (bytes) => traffic.carried(person.at, NETWORK, bytes),
      came: (bytes) => traffic.carried(NETWORK, person.at, bytes),
    },
    town.leads,
  );
  // Short, for tor's sockets.
  const own = join(folder, String(person.at));
  await mkdir(own);
  const torrc = join(own, 'torrc');
  await writeFile(torrc, [...town.torrc, `HTTPSProxy 127.0.0.1:${proxy.port}`, ''].join('\n'));
  const alone = { of: new Set([person.at]), from: null };
  const frozen = new Set<number>();

  function launchIn(data: string): Home['launch'] {
    const flags = ['--data', data, '--torrc', torrc, '--seed', seed.toString('hex')];
    return {
      command: process.execPath,
      args: [TORCHAT, 'peer', ...flags, ...clientFlags(person)],
      env: { NODE_NO_WARNINGS: '1' },
    };
  }

  const torsOf = async ({ pid }: PeerProgram): Promise<readonly number[]> =>
    pid === undefined ? [] : machine.torsOf(pid);

  async function kill(program: PeerProgram): Promise<void> {
    const tors = await torsOf(program);
    await program.kill();
    for (const pid of tors) signal(pid, 'SIGKILL');
  }

  return {
    id: onionKeyOfSeed(seed).id,
    launch: launchIn(join(own, 'a')),
    kill,
    async freeze(program) {
      for (const pid of await torsOf(program)) {
        // A tor that is stopped would not notice that its client is gone.
        guard.add(pid);
        frozen.add(pid);
        signal(pid, 'SIGSTOP');
      }
      signal(program.pid, 'SIGSTOP');
      cuts.make(alone);
    },
    thaw(program) {
      cuts.heal(alone);
      signal(program.pid, 'SIGCONT');
      for (const pid of frozen) {
        signal(pid, 'SIGCONT');
        guard.gone(pid);
      }
      frozen.clear();
      lines.changed();
      return Promise.resolve();
    },
    uproot: () => proxy.uproot(),
    prepare: () => Promise.resolve(),
    async killTor(program) {
      for (const pid of await torsOf(program)) signal(pid, 'SIGKILL');
    },
    restoreTor: () => Promise.resolve(),
    fillDisk: () => Promise.resolve(),
    emptyDisk: () => Promise.resolve(),
    write: (name, size) => writeContent(own, name, size),
    forget: forgetContent,
    echo: () => Promise.resolve(town.echo),
    async freePort() {
      const [free = 0] = await freePorts(1);
      return free;
    },
    round: roundThrough,
    async look({ pid }) {
      return pid === undefined ? null : { ...(await machine.look(pid)), ...traffic.of(person.at) };
    },
    twin: () => Promise.resolve({ launch: launchIn(join(own, 'b')), kill }),
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

function signal(pid: number | undefined, name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  try {
    if (pid !== undefined) process.kill(pid, name);
  } catch {
    // It ended before.
  }
}
