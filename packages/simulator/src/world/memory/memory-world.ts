// The world in memory: engines on a virtual clock. A day of hundreds of people passes in a minute, and a seed repeats it.
import { stretches } from './breath.ts';
import type { OpenOptions, SimWorld, WorldFacts, WorldKind } from '../sim-world.ts';
import { openHalves } from './halves/halved-world.ts';
import { Part } from './part.ts';
import { Town } from './town.ts';

const FACTS: WorldFacts = {
  about:
    'Engines of our client in one process, on a virtual clock: a dial takes 0.2 to 3 s, a line 20 to 650 ms one way. What a real network and a real tor take is not in it.',
  traffic: 'lines',
  torVersion: null,
};
/**
 * So many people live in two halves, each in a thread of its own, whatever machine it is: a seed means the same life everywhere.
 * Who floods and lies visits everybody, so a town with such a one stays whole.
 */
const HALVED_FROM = 500;

export const memoryWorld: WorldKind = worldInMemory(HALVED_FROM);

/** `halvedFrom`: so many people live in two halves. */
export function worldInMemory(halvedFrom: number): WorldKind {
  return {
    name: 'memory',
    carries: {
      kinds: new Set(['ours', 'hostile']),
      deeds: new Set(['chat', 'file', 'status', 'add', 'remove']),
      faults: new Set([
        'restart',
        'killed',
        'tor_killed',
        'suspended',
        'link_cut',
        'disk_full',
        'clock_jump',
      ]),
      checks: new Set([
        'texts',
        'files',
        'online_within',
        'online_at_end',
        'recovery_within',
        'traffic_under',
        'violations',
      ]),
      limits: false,
    },
    open(options) {
      const { people } = options.cast;
      const halved = people.length >= halvedFrom && people.every(({ kind }) => kind === 'ours');
      return halved ? openHalves(options, FACTS) : Promise.resolve(openWhole(options));
    },
  };
}

function openWhole({ cast, seed, signal, onEvent }: OpenOptions): SimWorld {
  const people = cast.people.length;
  const part = new Part((heard) => new Town({ seed, people, onEvent: heard }), onEvent);
  const { town } = part;
  return {
    facts: FACTS,
    now: () => town.time,
    async until(time) {
      for await (const next of stretches(town, time, signal)) town.run(next);
    },
    start: async (person) => part.start(person),
    perform: async (deed) => part.perform(deed),
    async breakIt(fault) {
      part.breakIt(fault);
      return [];
    },
    mend: async (fault) => part.mend(fault),
    sample: async () => part.samples(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
