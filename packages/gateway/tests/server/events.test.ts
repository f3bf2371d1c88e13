import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ApiEvent, eventSchema } from '../../src/api/schemas/event.ts';
import { EVENTS_LIMITS } from '../../src/server/events.ts';
import { fakeContact, someId } from '../support/fake-client.ts';
import { served } from '../support/serving.ts';

const BOB = someId(1);

function open(path: string, headers: Record<string, string> = {}): WebSocket {
  return new WebSocket(`ws+unix://${path}:/v1/events`, { headers });
}

/** Reads the frames of a socket one after another, each checked by the schema. */
function reader(socket: WebSocket): { next: () => Promise<ApiEvent> } {
  const frames: ApiEvent[] = [];
  let wake: (() => void) | undefined;
  socket.on('message', (data: Buffer) => {
    frames.push(eventSchema.parse(JSON.parse(data.toString())));
    wake?.();
  });
  return {
    async next() {
      while (frames.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return frames.shift() as ApiEvent;
    },
  };
}

/** A client that says hello as a WebSocket and then never reads. */
async function deaf(path: string): Promise<Socket> {
  const socket = connect(path);
  socket.on('error', () => undefined);
  socket.write(
    'GET /v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  await once(socket, 'readable');
  return socket;
}

describe('events', () => {
  it('begin with everything and go on with what changes', async () => {
    await using server = await served();
    const socket = open(server.path);
    const { next } = reader(socket);
    expect(await next()).toMatchObject({ type: 'hello', account: { account: 'ann' }, contacts: [] });
    await server.api.addContact({ id: BOB, name: 'Bob' });
    expect(await next()).toMatchObject({ type: 'contact', contact: { id: BOB, name: 'Bob' } });
    socket.terminate();
  });

  it('say goodbye when the API closes', async () => {
    const server = await served();
    const socket = open(server.path);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    await server[Symbol.asyncDispose]();
    expect((await closed)[0]).toBe(1001);
  });

  it('wait only for a moment for a reader who says no goodbye', async () => {
    const server = await served({ ...EVENTS_LIMITS, goodbye: 10 });
    const socket = await deaf(server.path);
    await server[Symbol.asyncDispose]();
    socket.destroy();
  });

  it('drop a reader who never reads, and bother nobody else', async () => {
    await using server = await served({ ...EVENTS_LIMITS, buffered: 256 * 1024 });
    const slow = await deaf(server.path);
    const gone = once(slow, 'close');
    const good = open(server.path);
    const { next } = reader(good);
    await next();
    const text = 'x'.repeat(16 * 1024);
    // Far more than the limit and what the kernel buffers.
    for (let key = 1; key <= 200; key += 1) {
      const message = { contact: BOB, key, direction: 'in', at: 0, text, state: 'unread' } as const;
      server.client.tell({ type: 'message', message });
      expect(await next()).toMatchObject({ message: { key } });
    }
    slow.resume();
    await gone;
    good.terminate();
  });

  it('drop a reader who answers no ping', async () => {
    await using server = await served({ ...EVENTS_LIMITS, pingEvery: 20 });
    const socket = await deaf(server.path);
    const gone = once(socket, 'close');
    socket.resume();
    await gone;
  });

  it('keep a reader who answers pings', async () => {
    await using server = await served({ ...EVENTS_LIMITS, pingEvery: 10 });
    const socket = open(server.path);
    for (let pings = 0; pings < 5; pings += 1) await once(socket, 'ping');
    expect(socket.readyState).toBe(socket.OPEN);
    socket.terminate();
  });

  it('have a limit of readers', async () => {
    await using server = await served({ ...EVENTS_LIMITS, connections: 1 });
    const first = open(server.path);
    await once(first, 'message');
    const second = open(server.path);
    const [failure] = (await once(second, 'error')) as [Error];
    expect(failure.message).toContain('503');
    first.terminate();
  });

  it.each([
    ['an Origin', { Origin: 'http://localhost' }, '403'],
    ['a foreign Host', { Host: 'evil.example' }, '403'],
  ])('refuse %s', async (_what, headers, status) => {
    await using server = await served();
    const [failure] = (await once(open(server.path, headers), 'error')) as [Error];
    expect(failure.message).toContain(status);
  });

  it('are served at their address only', async () => {
    await using server = await served();
    const [failure] = (await once(new WebSocket(`ws+unix://${server.path}:/v1/contacts`), 'error')) as [
      Error,
    ];
    expect(failure.message).toContain('404');
  });

  it('hear no commands', async () => {
    await using server = await served();
    const socket = open(server.path);
    await once(socket, 'message');
    socket.send('{"type":"send"}');
    expect((await once(socket, 'close'))[0]).toBe(1008);
    const huge = open(server.path);
    await once(huge, 'message');
    huge.send('x'.repeat(2000));
    expect((await once(huge, 'close'))[0]).toBe(1009);
  });

  it('start with a contact that was there before', async () => {
    await using server = await served();
    server.client.contacts.set(BOB, fakeContact(BOB, 'Bob'));
    const socket = open(server.path);
    expect(await reader(socket).next()).toMatchObject({ contacts: [{ id: BOB, name: 'Bob' }] });
    socket.terminate();
  });
});
