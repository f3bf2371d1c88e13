// Two driven clients as real processes, over the mock of tor and loopback.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pngOfAvatar } from '@torchat/core/avatar';
import { onionKeyOfSeed, type TorchatId } from '@torchat/core';
import { type MockNet, mockNet } from '@torchat/tor-manager/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLines } from '../../src/terminal/lines.ts';
import { freePort } from '../support/free-port.ts';

const BIN = join(import.meta.dirname, '../../bin/torchat.js');

interface Peer {
  readonly id: TorchatId;
  readonly child: ChildProcess;
  readonly events: Record<string, unknown>[];
  say(line: string): void;
  /** The first event with these fields, from now or before. */
  event(wanted: Record<string, unknown>): Promise<Record<string, unknown>>;
  readonly exited: Promise<number | null>;
}

let net: MockNet;
const folder = mkdtempSync(join(tmpdir(), 'torchat-peer-'));
const peers: Peer[] = [];

beforeAll(async () => {
  net = await mockNet();
});
afterAll(async () => {
  for (const { child } of peers) child.kill('SIGKILL');
  await Promise.all(peers.map(async ({ exited }) => exited));
  await net.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startPeer(name: string, seed: number, ...more: string[]): Promise<Peer> {
  const { id } = onionKeyOfSeed(new Uint8Array(32).fill(seed));
  const port = await freePort();
  net.register(id, 11009, { port });
  const flags = ['--own', id, '--port', String(port), '--socks', String(net.socksPort)];
  const child = spawn(
    process.execPath,
    [BIN, 'peer', ...flags, '--data', join(folder, name), '--name', name, ...more],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const events: Record<string, unknown>[] = [];
  const looks = new Set<() => void>();
  void readLines(child.stdout, (line) => {
    events.push(JSON.parse(line) as Record<string, unknown>);
    for (const look of looks) look();
  });
  const peer: Peer = {
    id,
    child,
    events,
    say: (line) => child.stdin.write(`${line}\n`),
    async event(wanted) {
      const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
      const look = (): void => {
        const found = events.find((event) =>
          Object.entries(wanted).every(([key, value]) => event[key] === value),
        );
        if (found) resolve(found);
      };
      looks.add(look);
      look();
      return promise.finally(() => looks.delete(look));
    },
    exited: new Promise((done) => child.on('close', done)),
  };
  peers.push(peer);
  await peer.event({ ev: 'ready', id });
  return peer;
}

test('two peers add each other, chat both ways, see statuses and profiles, and say bye', {
  timeout: 40_000,
}, async () => {
  const alice = await startPeer('alice', 1);
  const bob = await startPeer('bob', 2);
  alice.say(`add ${bob.id} bob`);
  await alice.event({ ev: 'added', addr: bob.id });
  await alice.event({ ev: 'status', addr: bob.id, status: 'available' });
  await bob.event({ ev: 'added', addr: alice.id });
  await bob.event({ ev: 'profile', addr: alice.id, name: 'alice' });

  alice.say(`msg ${bob.id} ${JSON.stringify('two\nlines \u2028 and 日本語')}`);
  const { id } = await alice.event({ ev: 'queued', addr: bob.id });
  await bob.event({ ev: 'chat', addr: alice.id, text: 'two\nlines \u2028 and 日本語' });
  await alice.event({ ev: 'delivered', addr: bob.id, id });
  bob.say(`msg ${alice.id} hello yourself`);
  await alice.event({ ev: 'chat', addr: bob.id, text: 'hello yourself' });

  bob.say('status away');
  await alice.event({ ev: 'status', addr: bob.id, status: 'away' });
  alice.say('list');
  const { list } = await alice.event({ ev: 'list' });
  expect(list).toEqual([expect.objectContaining({ addr: bob.id, name: 'bob', status: 'away' })]);
  alice.say('forward x y');
  await alice.event({ ev: 'error', code: 'bad_request' });
  const local = `127.0.0.1:${await freePort()}`;
  alice.say(`forward ${local} ${bob.id}/web`);
  await alice.event({ ev: 'forward', local, addr: bob.id, service: 'web', state: 'open' });
  alice.say(`forward ${local} ${bob.id}/web`);
  await alice.event({ ev: 'error', code: 'service_exists' });

  bob.say(`del ${alice.id}`);
  await bob.event({ ev: 'removed', addr: alice.id });
  await alice.event({ ev: 'removed', addr: bob.id });
  alice.say('quit');
  expect(await alice.exited).toBe(0);
  bob.child.kill('SIGTERM');
  expect(await bob.exited).toBe(0);
  for (const { events } of [alice, bob]) {
    expect(events.at(-1)).toEqual({ t: expect.any(Number), ev: 'bye' });
    expect(events.every((event) => typeof event['t'] === 'number')).toBe(true);
  }
});

test('a file goes from one to the other, by itself or when asked for, and can be refused', {
  timeout: 40_000,
}, async () => {
  const dave = await startPeer('dave', 4);
  const erin = await startPeer('erin', 5);
  const frank = await startPeer('frank', 6, '--ask');
  for (const other of [erin, frank]) {
    dave.say(`add ${other.id}`);
    await dave.event({ ev: 'status', addr: other.id, status: 'available' });
  }
  const bytes = randomBytes(100_000);
  const md5 = createHash('md5').update(bytes).digest('hex');
  const path = join(folder, 'photo of us.jpg');
  writeFileSync(path, bytes);

  dave.say(`file ${erin.id} ${path}`);
  await erin.event({ ev: 'file_offer', addr: dave.id, name: 'photo of us.jpg', size: bytes.length });
  const got = await erin.event({ ev: 'file_recv_end', ok: true, size: bytes.length, md5 });
  expect(got['path']).toBe(join(folder, 'erin', 'downloads', 'photo of us.jpg'));
  await dave.event({ ev: 'file_send', addr: erin.id, complete: true, sent: bytes.length });

  const wanted = join(folder, 'wanted.jpg');
  dave.say(`file ${frank.id} ${path}`);
  const { id } = await frank.event({ ev: 'file_offer', addr: dave.id });
  frank.say(`accept ${dave.id} ${String(id)} ${wanted}`);
  await frank.event({ ev: 'file_recv_end', ok: true, path: wanted, md5 });
  expect(readFileSync(wanted).equals(bytes)).toBe(true);

  dave.say(`file ${frank.id} ${path}`);
  await frank.event({ ev: 'file_offer', id: Number(id) + 1 });
  frank.say(`cancel ${dave.id} ${Number(id) + 1}`);
  await frank.event({ ev: 'file_recv_end', ok: false });
  await dave.event({ ev: 'file_send', complete: false, msg: 'The other side does not take this file.' });
  dave.say(`cancel ${frank.id} 99`);
  await dave.event({ ev: 'error', code: 'unknown_file' });
});

test('a picture goes to the other with the name that any client can compute, and goes away again', {
  timeout: 40_000,
}, async () => {
  const grace = await startPeer('grace', 7);
  const heidi = await startPeer('heidi', 8);
  const rgb = randomBytes(12_288);
  const alpha = randomBytes(4096).map((byte) => byte | 1);
  const path = join(folder, 'my face.png');
  writeFileSync(path, await pngOfAvatar({ rgb, alpha }));

  grace.say(`avatar ${path}`);
  grace.say(`add ${heidi.id}`);
  const sha256 = createHash('sha256').update(rgb).update(alpha).digest('hex');
  await heidi.event({ ev: 'avatar', addr: grace.id, sha256 });

  writeFileSync(path, await pngOfAvatar({ rgb, alpha: new Uint8Array() }));
  grace.say(`avatar ${path}`);
  const opaque = createHash('sha256').update(rgb).digest('hex');
  await heidi.event({ ev: 'avatar', addr: grace.id, sha256: opaque });

  grace.say('avatar none');
  await heidi.event({ ev: 'avatar', addr: grace.id, sha256: '' });
  grace.say(`avatar ${BIN}`);
  await grace.event({ ev: 'error', code: 'bad_picture' });
  grace.say('avatar /nowhere/x.png');
  await grace.event({ ev: 'error', code: 'file_failed', msg: 'There is no such file.' });
});

test('ends with its input', async () => {
  const peer = await startPeer('carol', 3);
  peer.child.stdin?.end();
  expect(await peer.exited).toBe(0);
  expect(peer.events.at(-1)).toMatchObject({ ev: 'bye' });
});

test('says what is wrong as events, and nothing else on stdout', async () => {
  const child = spawn(
    process.execPath,
    [BIN, 'peer', '--own', 'xyz', '--port', '1', '--socks', '2', '--data', folder],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  const events: unknown[] = [];
  await readLines(child.stdout, (line) => events.push(JSON.parse(line)));
  expect(events).toEqual([
    expect.objectContaining({ ev: 'error', code: 'bad_id' }),
    expect.objectContaining({ ev: 'bye' }),
  ]);
});
