// The world "tor": each client a process on this machine with a tor of its own, over a private network of real tor processes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TorchatError } from '@torchat/core';
import { startGuard } from '../../process/guard.ts';
import { lotOf } from '../../scenario/lot.ts';
import { startTornet } from '../../tornet/start-tornet.ts';
import { Cuts } from '../../world/cuts.ts';
import type { OpenOptions, SimWorld, WorldKind } from '../../world/sim-world.ts';
import { chooseNodes } from '../live/choose-nodes.ts';
import { Lines } from '../live/line.ts';
import { LiveWorld } from '../live/live-world.ts';
import { startEcho } from '../live/loopback-things.ts';
import { Traffic } from '../live/traffic.ts';
import { Machine } from '../watch/machine.ts';
import { enterTown, type Town } from './tor-home.ts';

export const torWorld: WorldKind = {
  name: 'tor',
  carries: {
    kinds: new Set(['ours']),
    deeds: new Set(['chat', 'file', 'forward', 'status', 'add', 'remove']),
    faults: new Set([
      'restart',
      'killed',
      'tor_killed',
      'relay_killed',
      'authority_killed',
      'link_cut',
      'suspended',
      'moved',
      'twin',
    ]),
    checks: new Set([
      'texts',
      'files',
      'forwards',
      'online_within',
      'online_at_end',
      'recovery_within',
      'memory_under',
      'traffic_under',
      'connections',
      'violations',
      'twins',
    ]),
    limits: false,
  },
  open,
};

async function open(options: OpenOptions): Promise<SimWorld> {
  const { scenario, cast, seed, signal, onProgress } = options;
  const { profile, relays, authorities } = scenario.network;
  await using stack = new AsyncDisposableStack();
  const tornet = stack.use(await startTornet({ profile, relays, authorities, signal, onProgress }));
  const folder = await mkdtemp(join(tmpdir(), 'torchat-town-'));
  const guard = stack.use(startGuard([folder]));
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const echo = stack.use(await startEcho());
  const town: Town = {
    folder,
    guard,
    torrc: tornet.torrc,
    cuts: new Cuts(),
    lines: new Lines(),
    traffic: new Traffic(),
    machine: new Machine(),
    echo: echo.port,
  };
  const homes = await Promise.all(
    cast.people.map(async (person) => stack.use(await enterTown(town, person))),
  );
  const lot = lotOf(seed, 'nodes');
  const held = stack.move();
  const ground = {
    facts: {
      about: `Processes of our client, each with a tor ${tornet.torVersion} of its own, on one machine with a private network of ${authorities} authorities and ${relays} relays, profile ${profile}. A test network's clocks differ from the public one's: it votes every 20 s, and forgets sooner.`,
      traffic: 'tor' as const,
      torVersion: tornet.torVersion,
    },
    homes,
    cut(of: readonly { readonly at: number }[], from: readonly unknown[] | null) {
      if (from !== null)
        throw new TorchatError(
          'bad_request',
          'Over tor nobody has a link to somebody else: a link is cut from everybody here.',
        );
      const cut = { of: new Set(of.map(({ at }) => at)), from: null };
      town.cuts.make(cut);
      return Promise.resolve(() => {
        town.cuts.heal(cut);
        town.lines.changed();
        return Promise.resolve();
      });
    },
    async strike(kind: 'relay' | 'authority', count: number) {
      const running = tornet.processes.map(({ name }) => name);
      const hit = chooseNodes(running, kind, count, lot);
      await Promise.all(hit.map((name) => tornet.kill(name)));
      return hit;
    },
    async revive(names: readonly string[]) {
      await Promise.all(names.map((name) => tornet.revive(name)));
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
  return new LiveWorld(options, ground, guard);
}
