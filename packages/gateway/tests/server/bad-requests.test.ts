import { gzipSync } from 'node:zlib';
import { TorchatError } from '@torchat/core';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { errorSchema } from '../../src/api/schemas/error.ts';
import { fakeContact, someId } from '../support/fake-client.ts';
import { fixture } from '../support/serving.ts';

const BOB = someId(1);
const JSON_TYPE = 'application/json';

/** Status and code of the answer, whose body must be the schema's error. */
async function verdict(answer: request.Test): Promise<[number, string]> {
  const { status, body } = await answer;
  return [status, errorSchema.strict().parse(body).error.code];
}

function put(path = '/v1/status'): request.Test {
  return request(fixture().app).put(path).set('Host', 'localhost');
}

describe('a web page at the API', () => {
  const { app } = fixture();

  it('is refused for its Origin', async () => {
    const asked = request(app).get('/v1/account').set({ Host: 'localhost', Origin: 'http://localhost' });
    expect(await verdict(asked)).toEqual([403, 'bad_request']);
  });

  it('is refused for its Sec-Fetch-Site, which requests without Origin carry', async () => {
    const asked = request(app).get('/v1/account').set({ Host: 'localhost', 'Sec-Fetch-Site': 'cross-site' });
    expect(await verdict(asked)).toEqual([403, 'bad_request']);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1', ''])(
    'is refused for its Host %j, as after DNS rebinding',
    async (host) => {
      expect(await verdict(request(app).get('/v1/account').set('Host', host))).toEqual([403, 'bad_request']);
    },
  );
});

describe('a body', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonx'])(
    'of type %s is refused',
    async (type) => {
      expect(await verdict(put().set('Content-Type', type).send('{"status":"away"}'))).toEqual([
        415,
        'bad_request',
      ]);
    },
  );

  it('in another charset is refused', async () => {
    const asked = put().set('Content-Type', `${JSON_TYPE}; charset=latin1`).send('{"status":"away"}');
    expect(await verdict(asked)).toEqual([415, 'bad_request']);
  });

  it('that is compressed is refused, so that nothing small becomes large', async () => {
    const asked = put().set({ 'Content-Type': JSON_TYPE, 'Content-Encoding': 'gzip' });
    asked.write(gzipSync('{"status":"away"}'));
    expect(await verdict(asked)).toEqual([415, 'bad_request']);
  });

  it.each(['{"status":', '"away"', 'null', '{"status":"away"}}', '\u0000'])(
    'that is not JSON is refused: %j',
    async (text) => {
      expect(await verdict(put().set('Content-Type', JSON_TYPE).send(text))).toEqual([400, 'bad_request']);
    },
  );

  it('of more than 64 KiB is refused where no text is sent', async () => {
    const asked = put('/v1/profile').send({ name: 'a', text: 'x'.repeat(70_000) });
    expect(await verdict(asked)).toEqual([413, 'too_long']);
  });

  it.each([
    ['nothing', undefined],
    ['an unknown word', { status: 'busy' }],
    ['a wrong type', { status: ['away'] }],
    ['a further key', { status: 'away', extra: 1 }],
    ['an array', [{ status: 'away' }]],
  ])('with %s is refused', async (_what, body) => {
    expect(await verdict(put().send(body))).toEqual([400, 'bad_request']);
  });

  it('is refused in a sentence that names the place and repeats nothing', async () => {
    const { body } = await put('/v1/profile').send({ name: 7, text: 'a secret text' });
    expect(body.error.message).toContain('body.name');
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('an address', () => {
  const { app } = fixture();

  it.each(['/', '/v1', '/v1/unknown', '/v2/account', '/v1/contacts/a/b/c'])(
    'that does not exist is said: %s',
    async (path) => {
      expect(await verdict(request(app).get(path).set('Host', 'localhost'))).toEqual([404, 'bad_request']);
    },
  );

  it('with a wrong method names the right ones', async () => {
    const answer = await request(app).delete('/v1/contacts').set('Host', 'localhost');
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, POST']);
  });

  it('that is no URL encoding is refused', async () => {
    expect(await verdict(request(app).get('/v1/contacts/%zz').set('Host', 'localhost'))).toEqual([
      400,
      'bad_request',
    ]);
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'limit=1&limit=2', 'before=-1', 'before=1.5', 'after=3'])(
    'with a wrong query is refused: %s',
    async (query) => {
      const asked = request(app).get(`/v1/contacts/${BOB}/messages?${query}`).set('Host', 'localhost');
      expect(await verdict(asked)).toEqual([400, 'bad_request']);
    },
  );
});

describe('a fault of ours', () => {
  it('is answered without its words and logged without them', async () => {
    const { app, client, logged } = fixture();
    client.command = () => Promise.reject(new Error(`cannot read ${BOB}`));
    const { status, body } = await request(app)
      .put('/v1/status')
      .set('Host', 'localhost')
      .send({ status: 'away' });
    expect([status, body.error.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(body) + logged.join('')).not.toContain(BOB);
    expect(logged.join('')).toContain('request failed');
  });

  it('keeps the code and the sentence of an error for people', async () => {
    const { app, client } = fixture();
    client.command = () => Promise.reject(new TorchatError('outbox_full', 'The outbox is full.'));
    const asked = request(app).put('/v1/status').set('Host', 'localhost').send({ status: 'away' });
    expect(await verdict(asked)).toEqual([429, 'outbox_full']);
  });
});

describe('the log', () => {
  it('has neither ids nor names nor texts of requests', async () => {
    const { app, client, logged } = fixture();
    client.contacts.set(BOB, fakeContact(BOB));
    await request(app)
      .post(`/v1/contacts/${BOB}/messages`)
      .set('Host', 'localhost')
      .send({ text: 'my words' });
    await request(app).get(`/v1/contacts/${BOB}x`).set('Host', 'localhost');
    const log = logged.join('');
    expect(log).toContain('/v1/contacts/:id/messages');
    for (const secret of [BOB, BOB.slice(0, 8), 'my words', '"pid"', '"hostname"'])
      expect(log).not.toContain(secret);
  });
});
