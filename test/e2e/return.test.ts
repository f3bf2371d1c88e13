import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountPaths } from '@torchat/core/node';
import { type Gateway, startGateway } from '@torchat/gateway';
import type { ApiContact, ApiEvent } from '@torchat/gateway/api';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Torchat, torchat } from '../support/torchat.ts';

// Everything of an account is lost but its 24 words; its contact, which runs on, brings itself back over real tor.

const NAME = 'Robert, the one from work';
const WITHIN = 60_000;

let folder: string;
let bob: Gateway;
let bobId: string;
const open = new Set<Gateway>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'torchat-return-'));
  bobId = String(
    json(await person('bob').done(['init', '--yes', '--no-passphrase', '--name', 'bob', '--json']))['id'],
  );
  bob = await up('bob');
  await bob.api.setSettings({ strangers: 'accept', looksLike: 'torchat' });
});

afterAll(async () => {
  for (const gateway of open) await gateway.close();
  await rm(folder, { recursive: true });
});

test('a contact that dials an account restored from its words is back under its old name within 60 s', async () => {
  const made = json(await person('alice').done(['init', '--yes', '--no-passphrase', '--json']));
  const words = made['words'] as string[];
  const aliceId = String(made['id']);

  const before = await up('alice');
  await before.api.addContact({ id: bobId, name: NAME });
  const knows = next(before, ({ presence, id }) => id === bobId && presence === 'available');
  const known = await knows;
  expect(known.name).toBe(NAME);
  // What is delivered went behind the voucher, on the same connection.
  const text = await before.api.send(bobId, 'keep this for me');
  await delivered(before, text.key);
  await shut(before);
  await rm(join(folder, 'alice'), { recursive: true });

  const restored = json(
    await person('alice').done(['restore', '--yes', '--no-passphrase', '--json'], words.join(' ')),
  );
  expect(restored['id']).toBe(aliceId);
  const after = await up('alice');
  expect(await after.api.contacts()).toEqual([]);
  const back = next(after, ({ returned, id }) => id === bobId && returned);
  await published(after);
  await bob.api.dial(aliceId);
  const dialled = performance.now();
  expect(await back).toMatchObject({ name: NAME, relation: 'listed', returned: true });
  const took = performance.now() - dialled;
  process.stderr.write(`back under its old name ${(took / 1000).toFixed(1)} s after its dial\n`);
  expect(took).toBeLessThan(WITHIN);

  // And from now on as ever: what bob says arrives.
  const heard = event(after, (one) => one.type === 'message' && one.message.text === 'welcome back');
  await bob.api.send(aliceId, 'welcome back');
  await heard;
});

async function up(name: string): Promise<Gateway> {
  const extraTorrc = inject('torrc');
  const paths = accountPaths('default', { env: { TORCHAT_HOME: join(folder, name) } });
  const gateway = await startGateway({
    paths,
    passphrase: null,
    network: { mode: 'tor', extraTorrc },
    publish: true,
    serve: false,
  });
  open.add(gateway);
  return gateway;
}

async function shut(gateway: Gateway): Promise<void> {
  open.delete(gateway);
  await gateway.close();
}

/** The first event for which `wanted` is true; `hello` is the first of all. */
async function event(gateway: Gateway, wanted: (event: ApiEvent) => boolean): Promise<void> {
  const found = new AbortController();
  await gateway.api.watch((one) => {
    if (wanted(one)) found.abort();
  }, found.signal);
}

async function next(gateway: Gateway, wanted: (contact: ApiContact) => boolean): Promise<ApiContact> {
  let contact: ApiContact | undefined;
  await event(gateway, (one) => {
    const contacts = one.type === 'hello' ? one.contacts : one.type === 'contact' ? [one.contact] : [];
    contact ??= contacts.find(wanted);
    return contact !== undefined;
  });
  return contact as ApiContact;
}

function delivered(gateway: Gateway, key: number): Promise<void> {
  return event(
    gateway,
    (one) => one.type === 'message_state' && one.key === key && one.state === 'delivered',
  );
}

function published(gateway: Gateway): Promise<void> {
  return event(
    gateway,
    (one) => (one.type === 'hello' || one.type === 'account') && one.account.service === 'published',
  );
}

function json(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

/** The program with the account of this person. */
function person(name: string): Torchat {
  return torchat(join(folder, name), inject('torrcFile'));
}
