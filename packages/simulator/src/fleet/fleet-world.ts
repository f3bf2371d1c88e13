// The world of an exported scenario: each client on a machine of its own, all told what to do by the conductor.
import { TorchatError } from '@torchat/core';
import type { OpenOptions, SimWorld, WorldKind } from '../world/sim-world.ts';
import { LiveWorld } from '../worlds/live/live-world.ts';
import { fleetCarries } from './carries.ts';
import { type Agent, askUntilThere } from './ask.ts';
import type { Fleet } from './fleet-file.ts';
import { networkUp } from './network-up.ts';
import { type Attach, remoteHome } from './remote-home.ts';

/** Limits are the engine's: they stand in what was exported. */
export function fleetWorld(fleet: Fleet, attach: Attach): WorldKind {
  return {
    name: 'containers',
    carries: fleetCarries,
    open: (options) => open(fleet, attach, options),
  };
}

async function open(fleet: Fleet, attach: Attach, options: OpenOptions): Promise<SimWorld> {
  const { agents, token, engine, nodes } = fleet;
  const { signal, onProgress, cast } = options;
  await networkUp(fleet, signal, (fraction, sentence) => onProgress(0.8 * fraction, sentence));
  let met = 0;
  const homes = await Promise.all(
    cast.people.map(async ({ at }) => {
      const agent: Agent = { host: agents.hosts[at] ?? '', port: agents.port, token };
      const home = remoteHome(agent, await askUntilThere(agent, { do: 'meet' }, signal), attach);
      onProgress(
        0.8 + (0.2 * ++met) / cast.people.length,
        `${met} of ${cast.people.length} agents are there.`,
      );
      return home;
    }),
  );
  return new LiveWorld(options, {
    facts: {
      about: `Our client with a tor of its own on each of ${homes.length} machines, and a private Tor network of ${nodes} more, run by ${engine}.`,
      traffic: 'tor',
      torVersion: null,
    },
    homes,
    async cut(of, from) {
      if (from !== null)
        throw new TorchatError(
          'bad_request',
          'Over tor nobody has a link to somebody else: a link is cut from everybody here.',
        );
      const cut = of.map(({ at }) => homes[at]).filter((home) => home !== undefined);
      await Promise.all(cut.map((home) => home.cut()));
      return async () => void (await Promise.all(cut.map((home) => home.heal())));
    },
    strike: () => Promise.resolve([]),
    revive: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}
