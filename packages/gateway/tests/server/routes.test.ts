import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Route, routes } from '../../src/api/routes.ts';
import { accountSchema } from '../../src/api/schemas/account.ts';
import { contactSchema } from '../../src/api/schemas/contact.ts';
import { offeredFileSchema } from '../../src/api/schemas/file.ts';
import { messageSchema } from '../../src/api/schemas/message.ts';
import { fakeContact, someId } from '../support/fake-client.ts';
import { fixture } from '../support/serving.ts';

const BOB = someId(1);

/** A request as a client of the socket makes it. */
function ask(app: Parameters<typeof request>[0], method: Route['method'], path: string): request.Test {
  return request(app)[method](path).set('Host', 'localhost');
}

function withBob(): ReturnType<typeof fixture> {
  const made = fixture();
  made.client.contacts.set(BOB, fakeContact(BOB, 'Bob'));
  return made;
}

describe('the account', () => {
  it('is told as the schema says', async () => {
    const { app, client } = fixture();
    const { status, body } = await ask(app, 'get', '/v1/account');
    expect(status).toBe(200);
    expect(z.strictObject(accountSchema.shape).parse(body)).toMatchObject({
      account: 'ann',
      id: client.id,
      network: { phase: 'off' },
      service: 'published',
    });
  });

  it('takes status, profile and settings and answers with what is now', async () => {
    const { app } = fixture();
    const status = await ask(app, 'put', '/v1/status').send({ status: 'away' });
    expect(status.body).toMatchObject({ status: 'away' });
    const profile = await ask(app, 'put', '/v1/profile').send({ name: 'Zoë', text: 'hi' });
    expect(profile.body).toMatchObject({ profile: { name: 'Zoë', text: 'hi' } });
    const settings = await ask(app, 'put', '/v1/settings').send({ strangers: 'refuse', looksLike: 'legacy' });
    expect(settings.body).toMatchObject({ settings: { strangers: 'refuse', looksLike: 'legacy' } });
  });

  it('ends when asked, after the answer', async () => {
    const { app, shutdowns } = fixture();
    const { status } = await ask(app, 'post', '/v1/shutdown');
    expect(status).toBe(202);
    expect(shutdowns()).toBe(1);
  });
});

describe('contacts', () => {
  it('are listed without the bytes of their avatars', async () => {
    const { app } = withBob();
    const { body } = await ask(app, 'get', '/v1/contacts');
    expect(z.array(z.strictObject(contactSchema.shape)).parse(body)).toMatchObject([
      { id: BOB, name: 'Bob', avatar: expect.stringMatching(/^[0-9a-f]{64}$/u) },
    ]);
  });

  it('are added by an id as a person types it', async () => {
    const { app } = fixture();
    const typed = `  TORCHAT:${BOB.toUpperCase()}.onion `;
    const { status, body } = await ask(app, 'post', '/v1/contacts').send({ id: typed, name: 'Bob' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: BOB, name: 'Bob' });
  });

  it.each([
    ['length', BOB.slice(1), '55 characters'],
    ['character', `${BOB.slice(0, 3)}1${BOB.slice(4)}`, 'character 4 is "1"'],
    ['checksum', `${BOB[0] === 'a' ? 'b' : 'a'}${BOB.slice(1)}`, 'checksum is wrong'],
  ])('say what is wrong with an id: its %s', async (_what, id, words) => {
    const { app } = fixture();
    const { status, body } = await ask(app, 'post', '/v1/contacts').send({ id });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 'bad_id', message: expect.stringContaining(words) } });
  });

  it('are edited in part: what is not given stays', async () => {
    const { app, client } = withBob();
    const { body } = await ask(app, 'patch', `/v1/contacts/${BOB}`).send({ note: 'friend', blocked: true });
    expect(body).toMatchObject({ name: 'Bob', note: 'friend', relation: 'blocked' });
    expect(client.commands.map((command) => command.type)).toEqual(['note', 'block']);
  });

  it('are removed', async () => {
    const { app, client } = withBob();
    const { status, text } = await ask(app, 'delete', `/v1/contacts/${BOB}`);
    expect([status, text]).toEqual([204, '']);
    expect(client.contacts.size).toBe(0);
  });

  it('are dialled at once', async () => {
    const { app, client } = withBob();
    expect((await ask(app, 'post', `/v1/contacts/${BOB}/dial`)).status).toBe(202);
    expect(client.commands).toEqual([{ type: 'dial', id: BOB }]);
  });

  it('refuse our own id', async () => {
    const { app, client } = fixture();
    const { status, body } = await ask(app, 'post', '/v1/contacts').send({ id: client.id });
    expect([status, body.error.code]).toEqual([409, 'own_id']);
  });
});

describe('messages', () => {
  it('are taken into the outbox', async () => {
    const { app } = withBob();
    const { status, body } = await ask(app, 'post', `/v1/contacts/${BOB}/messages`).send({
      text: 'hello\n🧅',
    });
    expect(status).toBe(202);
    expect(z.strictObject(messageSchema.shape).parse(body)).toMatchObject({
      text: 'hello\n🧅',
      state: 'waiting',
    });
  });

  it('are paged backwards by key', async () => {
    const { app, api } = withBob();
    for (const text of ['1', '2', '3', '4']) await api.send(BOB, text);
    const { body } = await ask(app, 'get', `/v1/contacts/${BOB}/messages?before=4&limit=2`);
    expect(body.map((message: { text: string }) => message.text)).toEqual(['2', '3']);
  });

  it('may have 512 KiB, however JSON writes them, and not a byte more', async () => {
    const { app } = withBob();
    const longest = '\u0001'.repeat(512 * 1024);
    const path = `/v1/contacts/${BOB}/messages`;
    expect((await ask(app, 'post', path).send({ text: longest })).status).toBe(202);
    const { status, body } = await ask(app, 'post', path).send({ text: `${longest}x` });
    expect([status, body.error.code]).toEqual([413, 'too_long']);
  });

  it('lose half a surrogate pair, which has no UTF-8', async () => {
    const { app } = withBob();
    const { body } = await ask(app, 'post', `/v1/contacts/${BOB}/messages`).send({ text: 'a\ud83e' });
    expect(body.text).toBe('a\ufffd');
  });

  it('are read up to a key', async () => {
    const { app, client } = withBob();
    const { status } = await ask(app, 'post', `/v1/contacts/${BOB}/read`).send({ upTo: 7 });
    expect(status).toBe(204);
    expect(client.commands).toEqual([{ type: 'read', id: BOB, upTo: 7 }]);
  });
});

describe('the seal', () => {
  it('is decided about', async () => {
    const { app, client } = withBob();
    const path = `/v1/contacts/${BOB}/seal`;
    const { status, body } = await ask(app, 'post', path).send({ choice: 'accept_once' });
    expect([status, body.id, body.seal]).toEqual([200, BOB, 'none']);
    expect(client.commands).toEqual([{ type: 'seal', id: BOB, choice: 'accept_once' }]);
    expect((await ask(app, 'post', path).send({ choice: 'never' })).status).toBe(400);
  });
});

describe('files', () => {
  it('are offered by their absolute path, and listed', async () => {
    const { app } = withBob();
    const path = `/v1/contacts/${BOB}/files`;
    const { status, body } = await ask(app, 'post', path).send({ path: '/home/ann/photo.jpg' });
    expect(status).toBe(202);
    const { skipped, ...file } = z.strictObject(offeredFileSchema.shape).parse(body);
    expect(file).toMatchObject({ contact: BOB, direction: 'out' });
    expect(skipped).toEqual(['a link']);
    expect((await ask(app, 'get', '/v1/files')).body).toEqual([file]);
    expect((await ask(app, 'post', path).send({ path: 'photo.jpg' })).status).toBe(400);
  });

  it('are accepted and cancelled by their number', async () => {
    const { app, client } = withBob();
    await client.sendFile(BOB, '/a');
    expect((await ask(app, 'post', '/v1/files/1/accept')).status).toBe(202);
    for (const what of ['refuse', 'cancel', 'pause', 'resume'])
      expect((await ask(app, 'post', `/v1/files/1/${what}`)).status).toBe(202);
    expect((await ask(app, 'delete', '/v1/files/1')).status).toBe(204);
    expect(client.commands).toEqual([
      { type: 'accept_file', file: 1 },
      { type: 'refuse_file', file: 1 },
      { type: 'cancel_file', file: 1 },
      { type: 'pause_file', file: 1 },
      { type: 'resume_file', file: 1 },
      { type: 'forget_file', file: 1 },
    ]);
  });

  it('are accepted into a folder, which has to be an absolute path', async () => {
    const { app, client } = withBob();
    await client.sendFile(BOB, '/a');
    const accept = (folder: string) => ask(app, 'post', '/v1/files/1/accept').send({ folder });
    expect((await accept('/photos')).status).toBe(202);
    expect((await accept('photos')).status).toBe(400);
    expect(client.commands).toEqual([{ type: 'accept_file', file: 1, folder: '/photos' }]);
  });

  it.each(['2', 'x', '-1', '99999999999999999999'])('"%s" is no number of one', async (key) => {
    const { app } = withBob();
    const { status, body } = await ask(app, 'delete', `/v1/files/${key}`);
    expect([status, body.error.code]).toEqual([404, 'unknown_file']);
  });
});

describe('routes that name a contact', () => {
  const naming = Object.values<Route>(routes).filter((route) => route.path.includes('/contacts/:id'));
  const bodies: Record<string, object> = {
    messages: { text: 'x' },
    read: { upTo: 1 },
    files: { path: '/x' },
    seal: { choice: 'unpin' },
  };

  it.each(naming)('$method $path knows only contacts of the account', async ({ method, path }) => {
    const { app } = fixture();
    const body = bodies[path.split('/').at(-1) ?? ''] ?? {};
    const asked = ask(app, method, path.replace(':id', BOB));
    const answer = await (method === 'get' ? asked : asked.send(body));
    expect([answer.status, answer.body.error.code]).toEqual([404, 'unknown_contact']);
  });

  it.each(naming)('$method $path says what is wrong with an id', async ({ method, path }) => {
    const { app } = fixture();
    const body = bodies[path.split('/').at(-1) ?? ''] ?? {};
    const asked = ask(app, method, path.replace(':id', 'nobody'));
    const answer = await (method === 'get' ? asked : asked.send(body));
    expect([answer.status, answer.body.error.code]).toEqual([400, 'bad_id']);
  });
});
