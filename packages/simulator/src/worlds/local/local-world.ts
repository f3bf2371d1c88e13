// The world "local": each client a process of its own on this machine, over a mock of tor on loopback.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockNet } from '@torchat/tor-manager/testing';
import { startGuard } from '../../process/guard.ts';
import { Cuts } from '../../world/cuts.ts';
import type { OpenOptions, SimWorld, WorldKind } from '../../world/sim-world.ts';
import { Lines } from '../live/line.ts';
import { LiveWorld } from '../live/live-world.ts';
import { startEcho } from '../live/loopback-things.ts';
import { Traffic } from '../live/traffic.ts';
import { Machine } from '../watch/machine.ts';
import { enterLocally } from './local-home.ts';

/** Milliseconds that a dial takes. */
const DIAL = 100;

export const localWorld: WorldKind = {
  name: 'local',
  carries: {
    kinds: new Set(['ours', 'legacy555']),
    deeds: new Set(['chat', 'file', 'forward', 'status', 'add', 'remove']),
    faults: new Set(['restart', 'killed', 'tor_killed', 'suspended', 'link_cut']),
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
    ]),
    limits: false,
  },
  open,
};

async function open(options: OpenOptions): Promise<SimWorld> {
  const { cast, onProgress } = options;
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'torchat-sim-'));
  const guard = stack.use(startGuard([folder]));
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const net = stack.use(await mockNet({ faults: { delay: DIAL } }));
  const echo = stack.use(await startEcho());
  const cuts = new Cuts<number>();
  const lines = new Lines();
  const street = {
    folder,
    net,
    cuts,
    lines,
    traffic: new Traffic(),
    machine: new Machine(),
    echo: echo.port,
    places: new Map<string, number>(),
  };
  const homes = [];
  for (const person of cast.people) {
    const home = await enterLocally(street, person);
    street.places.set(home.id, person.at);
    stack.use(home);
    homes.push(home);
    onProgress(homes.length / cast.people.length, 'Laying out homes on loopback.');
  }
  const held = stack.move();
  return new LiveWorld(
    options,
    {
      facts: {
        about: `Processes of our client on one machine over a mock of tor: a dial takes ${DIAL} ms, a line next to nothing. What tor takes is not in it.`,
        traffic: 'lines',
        torVersion: null,
      },
      homes,
      cut(of, from) {
        const cut = { of: placesOf(of), from: from === null ? null : placesOf(from) };
        cuts.make(cut);
        return Promise.resolve(() => {
          cuts.heal(cut);
          lines.changed();
          return Promise.resolve();
        });
      },
      strike: () => Promise.resolve([]),
      revive: () => Promise.resolve(),
      [Symbol.asyncDispose]: () => held.disposeAsync(),
    },
    guard,
  );
}

function placesOf(people: readonly { readonly at: number }[]): ReadonlySet<number> {
  return new Set(people.map(({ at }) => at));
}
