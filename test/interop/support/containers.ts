// Clients in containers over a private network of real tor: each with a tor of its own, nothing of them on this machine.
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { idOfPublicKey, parseId, type TorchatId } from '@torchat/core';
import { type Container, startContainer } from '@torchat/simulator/containers';
import { findSource, LEGACY_DRIVER, type LegacyClient } from '@torchat/simulator/legacy';
import type { Ground } from './ground.ts';
import { Party } from './party.ts';
import { commandIn, DATA, placeOf, prepare, type Room } from './room.ts';
import type { World } from './world.ts';

const BRIDGED = join(import.meta.dirname, '..', 'legacy', 'bridged-container.child.ts');
const TORRC = '/data/client.torrc';
const TOR_LOG = '/data/tor.log';
const HIDDEN_SERVICE = '/data/service';
const VIRTUAL_PORT = '11009';
const SOCKS_PORT = '9050';
const BRIDGE_SOCKS_PORT = '11109';
/** GiB, for node and tor together. */
const OUR_MEMORY = 1;

export function containers(ground: Ground): World {
  const { images, run } = ground;
  const stack = new AsyncDisposableStack();
  const torrc = ground.torrc.join('\n');

  async function start(image: string, network: string | Container, memory?: number): Promise<Container> {
    const options = { run, image, network, ...(memory === undefined ? {} : { memory }) };
    const container = await startContainer(options);
    stack.defer(() => container.remove());
    await prepare(container);
    return container;
  }

  async function enter(id: TorchatId, name: string, room: Room): Promise<Party> {
    const party = stack.use(new Party(id, name, placeOf(room)));
    await party.start();
    return party;
  }

  /** The legacy client's own home, in the network of the container that has its tor. */
  async function legacyHome(client: LegacyClient, beside: Container): Promise<Container> {
    const found = findSource(client);
    if (!found.ok) throw new Error(found.reason);
    const home = await start(images.legacy, beside);
    await home.exec('mkdir', '-p', '/data/client', '/data/driver');
    await home.receive(found.source, ['.'], '/data/client');
    await home.receive(LEGACY_DRIVER, ['driver.py', 'driving'], '/data/driver');
    return home;
  }

  return {
    async ours(idLength, name = 'ours') {
      onlyLong(idLength);
      const home = await start(images.torchat, ground.network, OUR_MEMORY);
      await home.write(TORRC, `${torrc}\n`);
      const { id, seed } = newKey();
      const words = ['torchat', '--torrc', TORRC, 'peer', '--data', DATA, '--seed', seed];
      return enter(id, name, {
        home,
        torHome: home,
        old: false,
        launch: commandIn(home, ...words),
        torBack: () => ownTorBack(home),
      });
    },

    async legacy(client, idLength, name = 'theirs') {
      onlyLong(idLength);
      const torHome = await start(images.tor, ground.network);
      await torHome.write(TORRC, `${torrc}\n${serviceLines()}`);
      await startTor(torHome);
      const id = parseId((await torHome.exec('cat', `${HIDDEN_SERVICE}/hostname`)).replace('.onion', ''));
      const home = await legacyHome(client, torHome);
      const flags = [
        '--own',
        id,
        '--port',
        VIRTUAL_PORT,
        '--socks',
        `127.0.0.1:${SOCKS_PORT}`,
        '--data',
        DATA,
      ];
      const launch = commandIn(home, ...DRIVER, ...flags);
      return enter(id, name, { home, torHome, launch, old: true, torBack: () => startTor(torHome) });
    },

    async bridged(client, name = 'theirs') {
      const torHome = await start(images.torchat, ground.network, OUR_MEMORY);
      await torHome.write(TORRC, `${torrc}\n`);
      const made = await torHome.exec(
        'torchat',
        '--account',
        'bridge',
        'init',
        '--yes',
        '--no-passphrase',
        '--json',
      );
      const id = parseId((JSON.parse(made) as { id: string }).id);
      const home = await legacyHome(client, torHome);
      const flags = ['--own', id.slice(0, 16), '--port', VIRTUAL_PORT];
      const socks = ['--socks', `127.0.0.1:${BRIDGE_SOCKS_PORT}`, '--data', DATA];
      const driver = commandIn(home, ...DRIVER, ...flags, ...socks);
      return enter(id, name, {
        home,
        torHome,
        old: true,
        launch: {
          command: process.execPath,
          args: [BRIDGED, '--own', id, '--bridge', torHome.id, '--torrc', TORRC, '--', ...driver.args],
          env: { NODE_NO_WARNINGS: '1' },
        },
        alsoKill: [torHome],
        torBack: () => ownTorBack(torHome),
      });
    },

    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const DRIVER = ['python2.7', '/data/driver/driver.py', '--source', '/data/client'];

function serviceLines(): string {
  return [
    'DataDirectory /data/tor',
    `SocksPort 127.0.0.1:${SOCKS_PORT}`,
    // The client sets no deadline of its own: where we were a moment ago it would wait for tor's two minutes, and dial nobody meanwhile.
    'SocksTimeout 30',
    `HiddenServiceDir ${HIDDEN_SERVICE}`,
    `HiddenServicePort ${VIRTUAL_PORT} 127.0.0.1:${VIRTUAL_PORT}`,
    `Log notice file ${TOR_LOG}`,
    '',
  ].join('\n');
}

/** Resolves when it has circuits. */
async function startTor(torHome: Container): Promise<void> {
  await torHome.exec('sh', '-c', `rm -f ${TOR_LOG}; tor -f ${TORRC} --RunAsDaemon 1`);
  await waitIn(torHome, `grep -q 'Bootstrapped 100%' ${TOR_LOG}`);
}

/** The one that our program supervises. */
function ownTorBack(home: Container): Promise<void> {
  return waitIn(home, 'grep -qx tor /proc/[0-9]*/comm');
}

async function waitIn(container: Container, condition: string): Promise<void> {
  await container.exec('timeout', '60', 'sh', '-c', `until ${condition} 2>/dev/null; do sleep 0.1; done`);
}

function newKey(): { readonly id: TorchatId; readonly seed: string } {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return {
    id: idOfPublicKey(Buffer.from(x, 'base64url')),
    seed: Buffer.from(d, 'base64url').toString('hex'),
  };
}

function onlyLong(idLength: 16 | 56): void {
  if (idLength !== 56) throw new Error('the Tor of today reaches no id of 16 characters');
}
