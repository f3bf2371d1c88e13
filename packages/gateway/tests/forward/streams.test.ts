// One stream to a contact's service through the API's socket.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { friends, type Friends } from './support/friends.ts';
import { allOf, serverPort } from './support/ports.ts';

let pair: Friends;

beforeEach(async () => {
  pair = await friends({ serve: true });
});

function wish(contact: string, service: string, headers = 'Upgrade: torchat-stream\r\n'): string {
  const path = `/v1/contacts/${contact}/services/${service}/stream`;
  return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n${headers}\r\n`;
}

/** A connection to Ann's API that says this. */
async function saying(text: string): Promise<Socket> {
  const socket = connect({ path: pair.ann.socket ?? '', allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

async function answerTo(text: string): Promise<string> {
  const socket = await saying(text);
  const all = await allOf(socket);
  socket.end();
  return all.toString();
}

describe('a stream of the API', () => {
  test('carries what was said ahead, in whatever pieces, and each end by itself', async () => {
    await pair.share(
      'web',
      await serverPort(async (socket) => {
        const said = await allOf(socket);
        socket.end(said.toString().toUpperCase());
      }),
    );
    const text = `${wish(pair.bob.client.id, 'web')}hello`;
    for (const cut of [1, text.length - 5, text.length - 2, text.length]) {
      const socket = await saying(text.slice(0, cut));
      socket.end(text.slice(cut));
      expect((await allOf(socket)).toString()).toBe(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: torchat-stream\r\n\r\nHELLO',
      );
    }
  });

  test('ends at once when the share does', async () => {
    await pair.share('web', await serverPort((socket) => void socket.pipe(socket)));
    const socket = await saying(`${wish(pair.bob.client.id, 'web')}x`);
    await once(socket, 'data');
    const ended = allOf(socket);
    await pair.bob.client.command({ type: 'unshare', name: 'web' });
    await ended;
  });

  test('does not keep the gateway from closing', async () => {
    await pair.share('web', await serverPort((socket) => void socket.pipe(socket)));
    const socket = await saying(`${wish(pair.bob.client.id, 'web')}x`);
    await once(socket, 'data');
    const ended = allOf(socket);
    await pair.ann.close();
    await ended;
  });
});

describe('refused with a reason', () => {
  const STRANGER = 'a'.repeat(16);

  test('a contact that there is not, and what is no id', async () => {
    expect(await answerTo(wish(STRANGER, 'web'))).toContain('"unknown_contact"');
    expect(await answerTo(wish('bob', 'web'))).toContain('"bad_id"');
  });

  test('a service that is not offered, whatever its name', async () => {
    for (const name of ['web', '%00', '%2e%2e', 'x'.repeat(2000), 'web%0d%0atunnel_open'])
      expect(await answerTo(wish(pair.bob.client.id, name))).toMatch(/"contact_offline"|"unknown_service"/u);
  });

  test('a service of datagrams', async () => {
    await pair.share('voice', 5000, 'udp');
    expect(await answerTo(wish(pair.bob.client.id, 'voice'))).toContain('"unknown_service"');
  });

  test('other protocols, web pages, and addresses that are no stream', async () => {
    await pair.share('web', await serverPort(() => expect.unreachable()));
    const { id } = pair.bob.client;
    expect(await answerTo(wish(id, 'web', 'Upgrade: websocket\r\n'))).toContain(' 400 ');
    const upgrade = 'Upgrade: torchat-stream\r\n';
    expect(await answerTo(wish(id, 'web', `${upgrade}Origin: http://localhost\r\n`))).toContain(' 403 ');
    expect(await answerTo(wish(id, 'a/b', upgrade))).toContain(' 404 ');
    expect(await answerTo(wish(id, '%ff', upgrade))).toContain(' 404 ');
  });
});
