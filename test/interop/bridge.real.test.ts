import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts, type PeerEvent, PeerProgram, startTorchatPeer } from '@torchat/simulator';
import { expect, inject, test } from 'vitest';
import { findLegacy, LEGACY, LEGACY_DRIVER } from '@torchat/simulator/legacy';
import { ended, torchat } from '../support/torchat.ts';

const found = findLegacy(LEGACY);
const DRIVER = join(LEGACY_DRIVER, 'driver.py');

test.skipIf(!found.ok)(
  'over real tor: `torchat bridge` as the guide has it, 0.9.9.553 and our client',
  async () => {
    if (!found.ok) throw new Error(found.reason);
    await using stack = new AsyncDisposableStack();
    const folder = await mkdtemp(join(tmpdir(), 'torchat-bridge-'));
    stack.defer(() => rm(folder, { recursive: true, maxRetries: 3 }));
    const torrcFile = inject('torrcFile');
    const [clientPort = 0, socksPort = 0] = await freePorts(2);
    const shell = torchat(join(folder, 'home'), torrcFile);
    const made = await shell.run('--account', 'bridge', 'init', '--yes', '--no-passphrase', '--json');
    const { id } = JSON.parse(made.stdout) as { id: string };

    const ports = ['--client-port', `${clientPort}`, '--socks-port', `${socksPort}`];
    const up = shell.start('bridge', 'up', '--json', ...ports);
    stack.defer(() => ended(up));
    const published = line(up, (text) => text.includes('"service":"published"'));
    const bob = stack.use(startTorchatPeer({ name: 'bob', data: join(folder, 'bob'), torrcFile }));
    const ready = await bob.next('get ready', 60, ({ ev }) => ev === 'ready');
    const bobId = String(ready['id']);
    await published;

    const args = ['--source', found.source, '--own', id.slice(0, 16), '--port', `${clientPort}`];
    const old = stack.use(
      new PeerProgram({
        name: 'old',
        command: found.python,
        args: [DRIVER, ...args, '--socks', `127.0.0.1:${socksPort}`, '--data', join(folder, 'old')],
      }),
    );
    await old.next('get ready', 30, ({ ev }) => ev === 'ready');
    const alias = (await shell.run('bridge', 'add', bobId)).stdout.trim();
    expect(alias).toBe(bobId.slice(0, 16));

    const both = [
      old.next('see bob', 90, isOnline(alias)),
      bob.next('see the old one', 90, isOnline(id)),
      old.next('see itself', 90, isOnline(id.slice(0, 16))),
    ];
    old.say('add', alias);
    await Promise.all(both);
    const there = bob.next('get the text', 60, ({ ev }) => ev === 'chat');
    old.say('msg', alias, '"hello from of old"');
    expect(await there).toMatchObject({ addr: id, text: 'hello from of old' });
    const back = old.next('get the text', 60, ({ ev }) => ev === 'chat');
    bob.say('msg', id, '"hello back"');
    expect(await back).toMatchObject({ addr: alias, text: 'hello back' });
  },
);

function isOnline(addr: string): (event: PeerEvent) => boolean {
  return (event) => event.ev === 'status' && event['addr'] === addr && event['status'] === 'available';
}

function line(child: ChildProcess, fits: (text: string) => boolean): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (child.stdout === null) throw new Error('no output');
  createInterface({ input: child.stdout }).on('line', (text) => {
    if (fits(text)) resolve(text);
  });
  child.once('close', () => reject(new Error('the bridge ended')));
  // What fails before anybody waits for it is told by the one who waits.
  promise.catch(() => undefined);
  return promise;
}
