import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { remoteAccount } from '../../src/client/remote-account.ts';
import { socketTransport } from '../../src/client/transport.ts';
import { fakeGateway } from '../support/fake-gateway.ts';
import { BOB, contact, message, OWN_ID } from '../support/world.ts';

test('says gateway_gone where nobody listens', async () => {
  await using transport = socketTransport(join(tmpdir(), 'torchat-no-such.sock'));
  await expect(remoteAccount(transport).account()).rejects.toMatchObject({ code: 'gateway_gone' });
});

test('speaks over a real socket file: requests, events, and the end of the gateway', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'torchat-socket-'));
  const path = join(folder, 'api.sock');
  const gateway = await fakeGateway(path);
  gateway.contacts.set(BOB, contact(BOB, 'bob'));
  await using transport = socketTransport(path);
  const api = remoteAccount(transport);
  expect((await api.account()).id).toBe(OWN_ID);
  const heard: string[] = [];
  const watching = api.watch((event) => {
    heard.push(event.type);
    if (event.type === 'hello') gateway.receive(message(BOB, 1, 'hi'));
    if (event.type === 'contact') void gateway.close();
  }, new AbortController().signal);
  await expect(watching).rejects.toMatchObject({ code: 'gateway_gone' });
  expect(heard).toEqual(['hello', 'message', 'contact']);
  rmSync(folder, { recursive: true });
});

test('stops watching with the signal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'torchat-socket-'));
  await using gateway = await fakeGateway(join(folder, 'api.sock'));
  await using transport = socketTransport(join(folder, 'api.sock'));
  const stop = new AbortController();
  await remoteAccount(transport).watch(() => stop.abort(), stop.signal);
  expect(gateway.asked).toEqual([]);
  rmSync(folder, { recursive: true });
});
