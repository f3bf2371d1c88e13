// A legacy client's home: a container with its python, and one with its tor, whose network and loopback both share.
import { randomBytes } from 'node:crypto';
import { TorchatError, onionKeyOfSeed } from '@torchat/core';
import { type Container, startContainer } from '../../containers/engine/container.ts';
import { findSource, LEGACY555, LEGACY_DRIVER, needed } from '../../legacy/find.ts';
import type { Home } from '../live/home.ts';
import type { Estate } from './estate.ts';
import { commandIn, cutLink, DATA, settleInside } from './inside.ts';
import { Looker } from './looker.ts';

const TORRC = '/data/client.torrc';
const TOR_LOG = '/data/tor.log';
const SERVICE = '/data/service';
const VIRTUAL_PORT = '11009';
const SOCKS_PORT = '9050';
const BOOTSTRAP_WITHIN = '120';
/** Bytes of the head of tor's key files. */
const HEAD = 32;

const TORRC_LINES = [
  'DataDirectory /data/tor',
  `SocksPort 127.0.0.1:${SOCKS_PORT}`,
  // The client sets no deadline of its own: where we were a moment ago it would wait for tor's two minutes, and dial nobody meanwhile.
  'SocksTimeout 30',
  `HiddenServiceDir ${SERVICE}`,
  `HiddenServicePort ${VIRTUAL_PORT} 127.0.0.1:${VIRTUAL_PORT}`,
  `Log notice file ${TOR_LOG}`,
];

/** Where 0.9.9.555 lies. Throws `bad_request` where this machine has no checkout of it. */
export function legacySource(): string {
  return needed(findSource(LEGACY555)).source;
}

/** 0.9.9.555, whose ids are those of today's Tor. Throws as `legacySource` does. */
export async function legacyHome(estate: Estate): Promise<Home & { readonly host: Container }> {
  const source = legacySource();
  const { run, images, network, torrc } = estate;
  const torHome = await startContainer({ run, image: images.tor, network });
  const home = await startContainer({ run, image: images.legacy, network: torHome });
  const inside = await settleInside(home);
  await home.exec('mkdir', '-p', '/data/client', '/data/driver');
  await home.receive(source, ['.'], '/data/client');
  await home.receive(LEGACY_DRIVER, ['driver.py', 'driving'], '/data/driver');
  await torHome.write(TORRC, `${[...torrc, ...TORRC_LINES].join('\n')}\n`);
  const id = await placeKey(torHome);
  const looker = new Looker(home);
  const flags = ['--own', id, '--port', VIRTUAL_PORT, '--socks', `127.0.0.1:${SOCKS_PORT}`, '--data', DATA];
  let awake: (() => Promise<void>) | null = null;

  /** Resolves when it has circuits; at once where it runs. */
  async function startTor(): Promise<void> {
    const script = `grep -qx tor /proc/[0-9]*/comm || { rm -f ${TOR_LOG}; tor -f ${TORRC} --RunAsDaemon 1; }
until grep -q 'Bootstrapped 100%' ${TOR_LOG}; do sleep 0.1; done`;
    await torHome.exec('timeout', BOOTSTRAP_WITHIN, 'sh', '-c', script);
  }

  return {
    ...inside,
    host: torHome,
    id,
    launch: commandIn(home, 'python2.7', '/data/driver/driver.py', '--source', '/data/client', ...flags),
    prepare: startTor,
    async kill(program) {
      await Promise.all([home.killAll(), torHome.killAll('tor')]);
      await program.kill();
    },
    async freeze() {
      await Promise.all([home.freeze(), torHome.freeze()]);
      awake = await cutLink(estate, torHome, 'asleep');
    },
    async thaw() {
      await awake?.();
      await Promise.all([torHome.thaw(), home.thaw()]);
    },
    killTor: () => torHome.killAll('tor'),
    restoreTor: startTor,
    look: () => looker.look(),
    twin: () => Promise.reject(new TorchatError('bad_request', 'A client of old has no twins.')),
  };
}

/** The onion key as tor keeps it, so that the id is known before tor runs. */
async function placeKey(torHome: Container): Promise<Home['id']> {
  const { id, expanded, publicKey } = onionKeyOfSeed(randomBytes(32));
  await torHome.exec('mkdir', '-m', '0700', SERVICE);
  await torHome.write(`${SERVICE}/hs_ed25519_secret_key`, keyFile('secret', expanded));
  await torHome.write(`${SERVICE}/hs_ed25519_public_key`, keyFile('public', publicKey));
  return id;
}

function keyFile(kind: 'secret' | 'public', key: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`== ed25519v1-${kind}: type0 ==`.padEnd(HEAD, '\0')), key]);
}
