// Pictures over the API: out as PNG files, in as PNG files within bounds.
import type { Avatar } from '@torchat/core';
import {
  avatarDigest,
  avatarOfPng,
  MAX_PICTURE_BYTES as CORE_LIMIT,
  pngOfAvatar,
} from '@torchat/core/avatar';
import request from 'supertest';
import { describe, expect, it, test } from 'vitest';
import { MAX_PICTURE_BYTES } from '../../src/api/schemas/account.ts';
import { fakeContact, someId } from '../support/fake-client.ts';
import { type Fixture, fixture } from '../support/serving.ts';

const BOB = someId(1);
const PICTURE: Avatar = {
  rgb: new Uint8Array(12_288).map((_, at) => at % 251),
  alpha: new Uint8Array(4096).fill(200),
};

function ask({ app }: Fixture, method: 'get' | 'put' | 'delete', path: string): request.Test {
  return request(app)[method](path).set('Host', 'localhost');
}

function put(made: Fixture, body: Uint8Array, type = 'image/png'): request.Test {
  return ask(made, 'put', '/v1/avatar').set('Content-Type', type).send(Buffer.from(body));
}

describe('our picture', () => {
  it('is set by a PNG file, told as its name, fetched as a PNG file, and taken away', async () => {
    const made = fixture();
    const set = await put(made, await pngOfAvatar(PICTURE));
    expect([set.status, set.body.avatar]).toEqual([200, avatarDigest(PICTURE)]);
    expect(made.client.commands).toEqual([{ type: 'avatar', avatar: PICTURE }]);
    const { headers, body } = await ask(made, 'get', '/v1/avatar');
    expect(headers['content-type']).toBe('image/png');
    expect(await avatarOfPng(body)).toEqual(PICTURE);
    expect((await ask(made, 'delete', '/v1/avatar')).status).toBe(204);
    const gone = await ask(made, 'get', '/v1/avatar');
    expect([gone.status, gone.body.error.code]).toEqual([404, 'no_picture']);
    expect((await ask(made, 'get', '/v1/account')).body.avatar).toBeNull();
  });

  it.each([
    ['no PNG', Buffer.from('GIF89a'), 'image/png', 422, 'bad_picture'],
    ['nothing', Buffer.alloc(0), 'image/png', 422, 'bad_picture'],
    ['another type', Buffer.from('{}'), 'application/json', 415, 'bad_request'],
    ['the type of a form', Buffer.from('x'), 'text/plain', 415, 'bad_request'],
    ['more than 8 MiB', Buffer.alloc(MAX_PICTURE_BYTES + 1), 'image/png', 413, 'too_long'],
  ])('is refused: %s', async (_what, body, type, status, code) => {
    const made = fixture();
    const answer = await put(made, body, type);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(made.client.commands).toEqual([]);
  });

  it('is no way to send other things: routes of JSON take none', async () => {
    const answer = await request(fixture().app)
      .put('/v1/status')
      .set({ Host: 'localhost', 'Content-Type': 'image/png' })
      .send(Buffer.from('{"status":"away"}'));
    expect([answer.status, answer.body.error.code]).toEqual([415, 'bad_request']);
  });
});

describe("a contact's picture", () => {
  it('is a PNG file, named in its row', async () => {
    const made = fixture();
    made.client.contacts.set(BOB, { ...fakeContact(BOB, 'Bob'), avatar: PICTURE });
    const { body: row } = await ask(made, 'get', `/v1/contacts/${BOB}`);
    expect(row.avatar).toBe(avatarDigest(PICTURE));
    const { status, body } = await ask(made, 'get', `/v1/contacts/${BOB}/avatar`);
    expect([status, await avatarOfPng(body)]).toEqual([200, PICTURE]);
  });

  it('is missed in one sentence: no picture, no contact, no id', async () => {
    const made = fixture();
    made.client.contacts.set(BOB, { ...fakeContact(BOB, 'Bob'), avatar: null });
    for (const [id, status, code] of [
      [BOB, 404, 'no_picture'],
      [someId(2), 404, 'unknown_contact'],
      ['xyz', 400, 'bad_id'],
    ] as const) {
      const answer = await ask(made, 'get', `/v1/contacts/${id}/avatar`);
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    }
  });

  it('that changes is told with the new name', async () => {
    const { client, feed } = fixture();
    const told: unknown[] = [];
    feed.subscribe((event) => told.push(event));
    client.contacts.set(BOB, { ...fakeContact(BOB, 'Bob'), avatar: PICTURE });
    client.tell({ type: 'avatar', id: BOB });
    await Promise.resolve();
    expect(told).toEqual([
      { type: 'contact', contact: expect.objectContaining({ avatar: avatarDigest(PICTURE) }) },
    ]);
  });
});

test('the body of a picture may be as long as a picture may be', () => {
  expect(MAX_PICTURE_BYTES).toBe(CORE_LIMIT);
});
