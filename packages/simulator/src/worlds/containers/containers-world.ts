// The world "containers": each client with a tor of its own in containers, and so each node of the Tor network, on a network that leads nowhere else.
import { TorchatError } from '@torchat/core';
import type { Container } from '../../containers/engine/container.ts';
import { findEngine } from '../../containers/engine/find-engine.ts';
import { openRun } from '../../containers/engine/run.ts';
import { ensureImages } from '../../containers/images/ensure-images.ts';
import { startContainerTornet } from '../../containers/tornet/container-tornet.ts';
import type { Person } from '../../scenario/cast.ts';
import { lotOf } from '../../scenario/lot.ts';
import type { OpenOptions, SimWorld, WorldKind } from '../../world/sim-world.ts';
import { chooseNodes } from '../live/choose-nodes.ts';
import type { Ground, Home } from '../live/home.ts';
import { LiveWorld } from '../live/live-world.ts';
import type { Estate } from './estate.ts';
import { cutLink } from './inside.ts';
import { legacyHome, legacySource } from './legacy-home.ts';
import { ourHome } from './our-home.ts';

export const containersWorld: WorldKind = {
  name: 'containers',
  carries: {
    kinds: new Set(['ours', 'legacy555']),
    deeds: new Set(['chat', 'file', 'forward', 'status', 'add', 'remove']),
    faults: new Set([
      'restart',
      'killed',
      'tor_killed',
      'relay_killed',
      'authority_killed',
      'link_cut',
      'disk_full',
      'suspended',
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
      'connections',
      'violations',
      'twins',
    ]),
    limits: true,
  },
  open,
};

/** Containers that are started at once. */
const AT_ONCE = 4;
/** Of a client's disk in a scenario in which one runs full: in memory, so no more than is needed. */
const DISK = 64 * 2 ** 20;
/** Of the progress: images, network, homes. */
const IMAGES_DONE = 0.1;
const NETWORK_DONE = 0.5;

type Housed = Home & { readonly host: Container };

async function open(options: OpenOptions): Promise<SimWorld> {
  const { scenario, cast, seed, signal, onProgress } = options;
  const { profile, relays, authorities } = scenario.network;
  // What cannot be had is said before minutes go by.
  if (cast.people.some(({ kind }) => kind === 'legacy555')) legacySource();
  await findEngine(signal);
  const images = await ensureImages({ say: (sentence) => onProgress(0, sentence), signal });
  await using stack = new AsyncDisposableStack();
  const run = stack.use(await openRun(signal));
  const network = await run.network();
  const nodes = { run: run.id, network, image: images.tor, profile, relays, authorities, signal };
  const tornet = await startContainerTornet({
    ...nodes,
    onProgress: (fraction, sentence) =>
      onProgress(IMAGES_DONE + (NETWORK_DONE - IMAGES_DONE) * fraction, sentence),
  });
  const disk = scenario.breaks.some(({ what }) => what === 'disk_full') ? DISK : null;
  const estate: Estate = { run: run.id, images, network, torrc: tornet.torrc, disk };
  const homes = await homesFor(estate, cast.people, signal, (done) =>
    onProgress(NETWORK_DONE + (1 - NETWORK_DONE) * done, 'Starting a container for each client.'),
  );
  const lot = lotOf(seed, 'nodes');
  let cuts = 0;
  const held = stack.move();
  const ground: Ground = {
    facts: {
      about: `Each client with a tor of its own in a container, over a private network of ${authorities} authorities and ${relays} relays in theirs, profile ${profile}. A test network's clocks differ from the public one's: it votes every 20 s, and forgets sooner.`,
      traffic: 'none',
      torVersion:
        (await (homes[0] as Housed).host.exec('tor', '--version')).split(/\s+/u)[2]?.replace(/\.$/u, '') ??
        null,
    },
    homes,
    async cut(of, from) {
      if (from !== null)
        throw new TorchatError(
          'bad_request',
          'Over tor nobody has a link to somebody else: a link is cut from everybody here.',
        );
      const name = `cut${++cuts}`;
      const undos = await Promise.all(of.map(({ at }) => cutLink(estate, (homes[at] as Housed).host, name)));
      return async () => {
        await Promise.all(undos.map((undo) => undo()));
      };
    },
    async strike(kind, count) {
      const hit = chooseNodes(tornet.running, kind, count, lot);
      await Promise.all(hit.map((name) => tornet.kill(name)));
      return hit;
    },
    async revive(names) {
      await Promise.all(names.map((name) => tornet.revive(name)));
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
  return new LiveWorld(options, ground);
}

async function homesFor(
  estate: Estate,
  people: readonly Person[],
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<readonly Housed[]> {
  const homes: Housed[] = [];
  const waiting = [...people];
  let made = 0;
  const work = async (): Promise<void> => {
    for (let person = waiting.shift(); person !== undefined; person = waiting.shift()) {
      signal.throwIfAborted();
      homes[person.at] = await (person.kind === 'ours' ? ourHome(estate, person) : legacyHome(estate));
      progress(++made / people.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return homes;
}
