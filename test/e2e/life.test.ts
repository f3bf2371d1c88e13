import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PeerEvent, type PeerProgram, startTorchatPeer } from '@torchat/simulator';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { childrenOf, ended, torchat } from '../support/torchat.ts';

// One life over real tor, told in order: each test goes on where the one before it ended.

const torrcFile = inject('torrcFile');
let folder: string;
let bob: PeerProgram;
let bobId: string;
let aliceId: string;
let alice: ReturnType<typeof torchat>;
let up: ReturnType<typeof alice.start>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'torchat-e2e-'));
  alice = torchat(join(folder, 'alice'), torrcFile);
  bob = startTorchatPeer({ name: 'bob', data: join(folder, 'bob'), torrcFile });
  bobId = String((await bob.next('get ready', 60, ({ ev }) => ev === 'ready'))['id']);
});

afterAll(async () => {
  await ended(up);
  await bob.close();
  await rm(folder, { recursive: true });
});

test('an account is made, and a contact added before anything runs', async () => {
  const made = await alice.run('init', '--yes', '--name', 'alice', '--no-passphrase');
  expect(made.status).toBe(0);
  aliceId = (await alice.run('id')).stdout.trim();
  expect(aliceId).toMatch(/^[a-z2-7]{56}$/u);
  expect((await alice.run('add', bobId, 'bob')).status).toBe(0);
});

test('`up` finds the contact, who accepts', async () => {
  const added = bob.next('be added', 120, isOf('added'));
  const seen = bob.next('see alice', 120, isStatus('available'));
  up = alice.start('up');
  await Promise.all([added, seen]);
});

test('`send` goes through the running account and tells that it was delivered', async () => {
  const text = 'blanks at the end  \nand \\ a line  ';
  const got = bob.next('get the text', 60, isOf('chat'));
  const sent = await alice.run('send', 'bob', text, '--wait', '60', '--json');
  expect(sent).toMatchObject({ status: 0 });
  expect(JSON.parse(sent.stdout)).toMatchObject({ state: 'delivered' });
  expect(await got).toMatchObject({ addr: aliceId, text });
});

test('`list` shows what came in', async () => {
  const delivered = bob.next('hear of the delivery', 60, ({ ev }) => ev === 'delivered');
  bob.say('msg', aliceId, '"hello alice"');
  await delivered;
  const [contact] = JSON.parse((await alice.run('list', '--json')).stdout) as Record<string, unknown>[];
  expect(contact).toMatchObject({ id: bobId, name: 'bob', presence: 'available', unread: 1 });
});

test('the account can tell that it is reachable', async () => {
  const status = JSON.parse((await alice.run('status', '--json')).stdout) as Record<string, unknown>;
  expect(status).toMatchObject({ reachability: { state: 'reachable' }, service: 'published' });
});

test('a second `up` says that the account runs already', async () => {
  const second = await alice.run('up');
  expect(second.status).not.toBe(0);
  expect(second.stderr).toMatch(/runs already|is running|in use/iu);
});

test('a killed tor is started again, and the contact is back', async () => {
  const gone = bob.next('see alice go', 60, isStatus('offline'));
  const back = bob.next('see alice again', 60, isStatus('available'));
  const [tor] = childrenOf(up.pid as number);
  process.kill(tor as number, 'SIGKILL');
  await gone;
  await back;
});

test('a text waits for an account that was killed, whether that was noticed or not', async () => {
  const tors = childrenOf(up.pid as number);
  await ended(up, 'SIGKILL');
  const delivered = bob.next('hear of the delivery', 120, ({ ev }) => ev === 'delivered');
  bob.say('msg', aliceId, '"are you back?"');
  up = alice.start('up');
  await delivered;
  // tor ends with its owner, however that one ends.
  expect(tors.filter(isAlive)).toEqual([]);
});

test('Ctrl-C ends the account and its tor, and the contact is told', async () => {
  const tors = childrenOf(up.pid as number);
  expect(tors).not.toEqual([]);
  const gone = bob.next('see alice go', 10, isStatus('offline'));
  await Promise.all([gone, ended(up, 'SIGINT')]);
  expect(tors.filter(isAlive)).toEqual([]);
});

function isStatus(status: string): (event: PeerEvent) => boolean {
  return (event) => event.ev === 'status' && event['addr'] === aliceId && event['status'] === status;
}

function isOf(ev: string): (event: PeerEvent) => boolean {
  return (event) => event.ev === ev && event['addr'] === aliceId;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
