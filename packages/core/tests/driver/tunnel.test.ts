import { once } from 'node:events';
import { expect, test } from 'vitest';
import { encodeLine } from '../../src/messages/index.ts';
import type { ArrivedTunnel, Client } from '../../src/node/index.ts';
import { until } from './loopback.ts';
import { ALICE, BOB, clientOf, loopback, met, RAW, rawPeer } from './setting.ts';

/** The next tunnel that arrives. */
function nextTunnel(client: Client): Promise<ArrivedTunnel> {
  return new Promise((arrived) => client.setTunnelHandler({ arrived, cut: () => undefined }));
}

/** Bob shares a port with Alice, and both are online. */
async function shared() {
  const network = loopback();
  const [alice, bob] = [await clientOf(network, ALICE), await clientOf(network, BOB)];
  await bob.command({
    type: 'share',
    share: { name: 'web', kind: 'tcp', host: '127.0.0.1', port: 80, with: [ALICE] },
  });
  await alice.command({ type: 'add', id: BOB });
  await bob.command({ type: 'add', id: ALICE });
  await until(alice, () => alice.contact(BOB)?.services.length === 1);
  return { network, alice, bob };
}

test('what comes behind the first line is whole and unread, whatever it looks like', async () => {
  const { network, alice, bob } = await shared();
  const arriving = nextTunnel(bob);
  const { line } = await alice.openTunnel(BOB, 'web');
  const early = Uint8Array.from({ length: 40_000 }, (_, at) => at % 251);
  const stream = await (await rawPeer(network)).connect(BOB);
  stream.write(Uint8Array.from([...line, ...early.subarray(0, 100)]));
  const tunnel = await arriving;
  stream.end(early.subarray(100));
  expect(tunnel).toMatchObject({ id: ALICE, share: { name: 'web', port: 80 } });
  const got = [tunnel.early];
  tunnel.socket.on('data', (chunk: Uint8Array) => got.push(chunk));
  tunnel.socket.resume();
  await once(tunnel.socket, 'end');
  expect(Buffer.concat(got).equals(early)).toBe(true);
  tunnel.socket.destroy();
});

test('a proof serves once: the same bytes on another connection are closed without a word', async () => {
  const { network, alice, bob } = await shared();
  const arriving = nextTunnel(bob);
  const { line } = await alice.openTunnel(BOB, 'web');
  const peer = await rawPeer(network);
  (await peer.connect(BOB)).write(line);
  (await arriving).socket.destroy();
  const replay = await peer.connect(BOB);
  const heard: Uint8Array[] = [];
  replay.on('data', (chunk: Uint8Array) => heard.push(chunk));
  replay.write(line);
  await once(replay, 'close');
  expect(heard).toEqual([]);
});

test('a first line without a proof is closed, and nobody is told of a tunnel', async () => {
  const network = loopback();
  const { client, peer } = await met(network);
  const tunnels: ArrivedTunnel[] = [];
  client.setTunnelHandler({ arrived: (tunnel) => tunnels.push(tunnel), cut: () => undefined });
  const stream = await peer.connect(ALICE);
  stream.resume();
  const mac = new Uint8Array(32);
  stream.write(encodeLine({ command: 'tunnel_open', id: RAW, service: 'web', nonce: 1, mac }));
  await once(stream, 'close');
  expect(tunnels).toEqual([]);
  expect(client.contact(RAW)?.presence).toBe('available');
});

test('without anybody who carries tunnels the stream ends', async () => {
  const { network, alice } = await shared();
  const { line } = await alice.openTunnel(BOB, 'web');
  const stream = await (await rawPeer(network)).connect(BOB);
  stream.resume();
  stream.write(line);
  await once(stream, 'close');
});
