import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockNet } from '@torchat/tor-manager/testing';
import { describe, expect, it } from 'vitest';
import type { ApiEvent } from '../src/api/schemas/event.ts';
import { type Gateway, startGateway } from '../src/gateway.ts';
import { offline, someAccount } from './support/accounts.ts';
import { ask, listenTo } from './support/http.ts';

type Net = Awaited<ReturnType<typeof mockNet>>;
type Account = Awaited<ReturnType<typeof someAccount>>;

function start(net: Net, { paths }: Account): Promise<Gateway> {
  return startGateway({
    ...offline(paths),
    network: { mode: 'given', network: net.client() },
    publish: true,
  });
}

const isText =
  (text: string) =>
  (event: ApiEvent): boolean =>
    event.type === 'message' && event.message.direction === 'in' && event.message.text === text;

const isOnline =
  (id: string) =>
  (event: ApiEvent): boolean =>
    event.type === 'contact' && event.contact.id === id && event.contact.presence === 'available';

describe('two gateways', () => {
  it('chat through their APIs, and a text queued for one that is off arrives when it returns', async () => {
    await using net = await mockNet();
    const [ann, bob] = [await someAccount('ann'), await someAccount('bob')];
    await using anns = await start(net, ann);
    expect(anns.client.id).toBe(ann.id);
    const bobs = await start(net, bob);
    using annHears = await listenTo(ann.paths.socket);
    using bobHears = await listenTo(bob.paths.socket);
    const toBob = `/v1/contacts/${bob.id}/messages`;
    await ask(ann.paths.socket, 'POST', '/v1/contacts', { id: bob.id });
    await bobHears.until((event) => event.type === 'request' && event.id === ann.id);
    await ask(bob.paths.socket, 'POST', '/v1/contacts', { id: ann.id });
    await annHears.until(isOnline(bob.id));
    expect(await ask(ann.paths.socket, 'POST', toBob, { text: 'hello' })).toMatchObject({ status: 202 });
    await bobHears.until(isText('hello'));
    await ask(bob.paths.socket, 'POST', `/v1/contacts/${ann.id}/messages`, { text: 'hello yourself\n🧅' });
    await annHears.until(isText('hello yourself\n🧅'));

    await bobs.close();
    await annHears.until((event) => event.type === 'contact' && event.contact.presence === 'offline');
    const queued = await ask(ann.paths.socket, 'POST', toBob, { text: 'for later' });
    expect(queued.body).toMatchObject({ state: 'waiting' });
    await using bobsAgain = await start(net, bob);
    expect(bobsAgain.client.id).toBe(bob.id);
    using bobHearsAgain = await listenTo(bob.paths.socket);
    const { body } = await ask(bob.paths.socket, 'GET', `/v1/contacts/${ann.id}/messages`);
    if (!JSON.stringify(body).includes('for later')) await bobHearsAgain.until(isText('for later'));
  });

  it('send a file that is taken when the other side says so, into its folder of downloads', async () => {
    await using net = await mockNet();
    const [ann, bob] = [await someAccount('ann'), await someAccount('bob')];
    await using anns = await start(net, ann);
    await using bobs = await start(net, bob);
    using annHears = await listenTo(ann.paths.socket);
    using bobHears = await listenTo(bob.paths.socket);
    await anns.api.addContact({ id: bob.id });
    await bobHears.until((event) => event.type === 'request');
    await bobs.api.addContact({ id: ann.id });
    await annHears.until(isOnline(bob.id));
    const path = join(ann.paths.folder, 'photo.jpg');
    const bytes = randomBytes(200_000);
    writeFileSync(path, bytes);
    const { status } = await ask(ann.paths.socket, 'POST', `/v1/contacts/${bob.id}/files`, { path });
    expect(status).toBe(202);
    const offer = await bobHears.until((event) => event.type === 'file_offer');
    expect(offer).toMatchObject({ file: { name: 'photo.jpg', size: bytes.length, state: 'offered' } });
    expect(existsSync(bob.paths.downloads)).toBe(false);
    await ask(bob.paths.socket, 'POST', '/v1/files/1/accept');
    const end = await bobHears.until((event) => event.type === 'file_end');
    const landed = join(bob.paths.downloads, 'photo.jpg');
    expect(end).toMatchObject({ ok: true, path: landed });
    expect(readFileSync(landed).equals(bytes)).toBe(true);
    expect(await annHears.until((event) => event.type === 'file_end')).toMatchObject({ ok: true });
  });
});
