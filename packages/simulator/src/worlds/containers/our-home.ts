// Our client's home: a container with the client and its tor.
import { randomBytes } from 'node:crypto';
import { onionKeyOfSeed } from '@torchat/core';
import { type Container, startContainer } from '../../containers/engine/container.ts';
import type { Person } from '../../scenario/cast.ts';
import { clientFlags } from '../live/flags.ts';
import type { Home } from '../live/home.ts';
import { commandIn, cutLink, DATA, settleInside } from './inside.ts';
import { Looker } from './looker.ts';
import type { Estate } from './estate.ts';

const TORRC = '/data/client.torrc';
/** GiB, for node and tor together, where the scenario does not say. */
const MEMORY = 1;
const GIB = 2 ** 30;

export async function ourHome(estate: Estate, person: Person): Promise<Home & { readonly host: Container }> {
  const { memory, cpus } = person.settings;
  const home = await startContainer({
    run: estate.run,
    image: estate.images.torchat,
    network: estate.network,
    memory: memory === undefined ? MEMORY : memory / GIB,
    ...(cpus === undefined ? {} : { cpus }),
    ...(estate.disk === null ? {} : { disk: estate.disk }),
  });
  const inside = await settleInside(home);
  await home.write(TORRC, `${estate.torrc.join('\n')}\n`);
  const seed = randomBytes(32);
  const looker = new Looker(home);
  const words = (data: string): readonly string[] => [
    'torchat',
    '--torrc',
    TORRC,
    'peer',
    '--data',
    data,
    '--seed',
    seed.toString('hex'),
    ...clientFlags(person),
  ];
  let awake: (() => Promise<void>) | null = null;
  return {
    ...inside,
    host: home,
    id: onionKeyOfSeed(seed).id,
    launch: commandIn(home, ...words(DATA)),
    prepare: () => Promise.resolve(),
    async kill(program) {
      await home.killAll();
      await program.kill();
    },
    async freeze() {
      await home.freeze();
      awake = await cutLink(estate, home, 'asleep');
    },
    async thaw() {
      await awake?.();
      await home.thaw();
    },
    killTor: () => home.killAll('tor'),
    restoreTor: () => Promise.resolve(),
    look: () => looker.look(),
    async twin() {
      const other = await ourHomeBeside(estate, home);
      return {
        launch: commandIn(other, ...words(DATA)),
        async kill(program) {
          await program.kill();
          await other.remove();
        },
      };
    },
  };
}

/** Another machine, with nothing in it but how to reach the network. */
async function ourHomeBeside(estate: Estate, home: Container): Promise<Container> {
  const { run, images, network } = estate;
  const other = await startContainer({ run, image: images.torchat, network, memory: MEMORY });
  await settleInside(other);
  await other.write(TORRC, await home.exec('cat', TORRC));
  return other;
}
