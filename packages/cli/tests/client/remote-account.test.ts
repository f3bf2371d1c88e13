import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { remoteAccount } from '../../src/client/remote-account.ts';
import { socketTransport } from '../../src/client/transport.ts';
import { BOB } from '../support/world.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test('turns the gateway’s refusal into the same error as in process', async () => {
  const body = { error: { code: 'contact_exists', message: 'You have this contact already.' } };
  server.use(http.post('http://localhost/v1/contacts', () => HttpResponse.json(body, { status: 409 })));
  await using transport = socketTransport('/nowhere');
  await expect(remoteAccount(transport).addContact({ id: BOB })).rejects.toMatchObject(body.error);
});

test.each([
  ['no JSON', () => HttpResponse.text('<html>', { status: 502 })],
  ['JSON of another kind', () => HttpResponse.json([1], { status: 502 })],
])('says that a refusal came without explanation: %s', async (_name, answer) => {
  server.use(http.get('http://localhost/v1/account', answer));
  await using transport = socketTransport('/nowhere');
  await expect(remoteAccount(transport).account()).rejects.toMatchObject({ code: 'internal' });
});
