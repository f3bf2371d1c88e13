// Programs that know SOCKS5, against a port that leads to contacts' services.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { friends, type Friends, seen } from '../support/friends.ts';
import { allOf, connected, endOf, freePort, serverPort } from '../support/ports.ts';

const CONNECT = 1;
const ASSOCIATE = 3;

interface Fixture extends Friends {
  readonly port: number;
}

async function socks(): Promise<Fixture> {
  const pair = await friends();
  const port = await freePort();
  await pair.ann.client.command({ type: 'rename', id: pair.bob.client.id, name: 'Bob' });
  await pair.ann.forwarding?.addSocks({ host: '127.0.0.1', port });
  return { ...pair, port };
}

function named(host: string, port = 80): Buffer {
  return Buffer.concat([Buffer.of(3, host.length), Buffer.from(host), Buffer.of(port >> 8, port & 255)]);
}

/** Greets and asks in one go, as a program in a hurry does. */
async function asking(port: number, command: number, address: Buffer): Promise<Socket> {
  const socket = await connected(port);
  socket.write(Buffer.concat([Buffer.of(5, 1, 0, 5, command, 0), address]));
  return socket;
}

/** The reply code, and the socket paused behind the reply. */
async function reply(socket: Socket): Promise<{ code: number | undefined; bound: number }> {
  let held = Buffer.alloc(0);
  while (held.length < 12) {
    const chunk: unknown = socket.read();
    if (chunk instanceof Buffer) held = Buffer.concat([held, chunk]);
    else if (socket.readableEnded) throw new Error('It ended before its reply.');
    else await once(socket, 'readable');
  }
  if (held.length > 12) socket.unshift(held.subarray(12));
  return { code: held[3], bound: held.readUInt16BE(10) };
}

/** A datagram for this service. */
function to(host: string, text: string): Buffer {
  return Buffer.concat([Buffer.of(0, 0, 0), named(host), Buffer.from(text)]);
}

async function codeFor(port: number, address: Buffer, command = CONNECT): Promise<number | undefined> {
  const socket = await asking(port, command, address);
  const { code } = await reply(socket);
  return code;
}

describe('a connection through the SOCKS port', () => {
  test('reaches the service by its name, both ways, each end by itself', async () => {
    const { port, share } = await socks();
    await share(
      'web',
      await serverPort(async (socket) => {
        const said = await allOf(socket);
        socket.end(said.toString().toUpperCase());
      }),
    );
    const socket = await asking(
      port,
      CONNECT,
      Buffer.concat([named('bob.web.torchat'), Buffer.from('hello')]),
    );
    expect(await reply(socket)).toMatchObject({ code: 0 });
    socket.end(', you');
    expect((await allOf(socket)).toString()).toBe('HELLO, YOU');
  });

  test('is refused where nobody listens at the contact', async () => {
    const { port, share } = await socks();
    await share('web', await freePort());
    expect(await codeFor(port, named('bob.web.torchat'))).toBe(5);
  });

  test('cannot reach a contact that is away', async () => {
    const { port, ann, bob, share } = await socks();
    await share('web', await freePort());
    const gone = seen(ann, () => ann.client.contact(bob.client.id)?.presence === 'offline');
    await bob.close();
    await gone;
    expect(await codeFor(port, named('bob.web.torchat'))).toBe(4);
  });

  test.each([
    ['a name of the internet', named('example.com')],
    ['this machine by name', named('localhost')],
    ['this machine by number', Buffer.of(1, 127, 0, 0, 1, 0, 80)],
    ['an address of IPv6', Buffer.concat([Buffer.of(4), Buffer.alloc(16), Buffer.of(0, 80)])],
    ['an onion address', named(`${'a'.repeat(56)}.onion`)],
    ['a service that is not shared', named('bob.ssh.torchat')],
    ['a service of datagrams', named('bob.voice.torchat')],
    ['a contact that there is not', named('carol.web.torchat')],
  ])('is not allowed to %s', async (_, address) => {
    const { port, share } = await socks();
    await share('web', await serverPort(() => expect.unreachable()));
    await share('voice', 5000, 'udp');
    expect(await codeFor(port, address)).toBe(2);
  });

  test('is not allowed once the contact shares it no more', async () => {
    const { port, bob, ann, share } = await socks();
    await share('web', await serverPort(() => expect.unreachable()));
    await bob.api.removeShare('web');
    await seen(ann, () => ann.client.contact(bob.client.id)?.services.length === 0);
    expect(await codeFor(port, named('bob.web.torchat'))).toBe(2);
  });

  test('to listen is no command here', async () => {
    const { port } = await socks();
    expect(await codeFor(port, named('bob.web.torchat'), 2)).toBe(7);
  });

  test.each([
    ['SOCKS4', Buffer.of(4, 1, 0, 80, 127, 0, 0, 1, 0)],
    ['a browser', Buffer.from('GET http://localhost/ HTTP/1.1\r\n\r\n')],
    ['a request cut short', Buffer.of(5, 1, 0, 5, 1, 0, 3, 20, 98)],
  ])('that speaks %s is closed', async (_, bytes) => {
    const { port } = await socks();
    const socket = await connected(port);
    const end = endOf(socket);
    socket.end(bytes);
    await end;
  });

  test('that wants a password is told that there is none', async () => {
    const { port } = await socks();
    const socket = await connected(port);
    socket.end(Buffer.of(5, 1, 2));
    expect(await allOf(socket)).toEqual(Buffer.of(5, 0xff));
  });
});

test('datagrams go to the services they name and come back from them', async () => {
  const { port, share } = await socks();
  for (const name of ['echo', 'twice']) {
    const server = createSocket('udp4');
    onTestFinished(() => void server.close());
    server.on('message', (bytes, from) =>
      server.send(Buffer.from(`${name}:${bytes.toString()}`), from.port, from.address),
    );
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    await share(name, server.address().port, 'udp');
  }
  const control = await asking(port, ASSOCIATE, Buffer.of(1, 0, 0, 0, 0, 0, 0));
  const { code, bound } = await reply(control);
  expect(code).toBe(0);
  const program = createSocket('udp4');
  onTestFinished(() => void program.close());
  for (const name of ['echo', 'twice']) {
    const head = Buffer.concat([Buffer.of(0, 0, 0), named(`bob.${name}.torchat`, 4000)]);
    const back = once(program, 'message');
    program.send(Buffer.concat([head, Buffer.from('hi')]), bound, '127.0.0.1');
    const [answer] = await back;
    expect(answer).toEqual(Buffer.concat([head, Buffer.from(`${name}:hi`)]));
  }
});

test('datagrams of other programs, and to other names, go nowhere; the next one does', async () => {
  const { port, share } = await socks();
  const server = createSocket('udp4');
  onTestFinished(() => void server.close());
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  await share('echo', server.address().port, 'udp');
  const control = await asking(port, ASSOCIATE, Buffer.of(1, 0, 0, 0, 0, 0, 0));
  const { bound } = await reply(control);
  const [program, other] = [createSocket('udp4'), createSocket('udp4')];
  onTestFinished(() => void (program.close(), other.close()));
  const send = (socket: typeof program, bytes: Buffer): Promise<void> =>
    new Promise((sent) => {
      socket.send(bytes, bound, '127.0.0.1', () => sent());
    });
  const got = once(server, 'message');
  await send(program, to('bob.web.torchat', 'not offered'));
  await send(program, Buffer.of(0, 0));
  await send(other, to('bob.echo.torchat', 'not the program'));
  await send(program, to('bob.echo.torchat', 'this one'));
  expect(String((await got)[0])).toBe('this one');
  // The port goes with its connection.
  control.destroy();
});

describe('the SOCKS port', () => {
  test('is kept, listed and closed through the API', async () => {
    const { ann } = await friends();
    const port = await freePort();
    expect(await ann.api.addSocks({ port })).toMatchObject({
      id: `127.0.0.1:${port}`,
      open: true,
      active: 0,
    });
    await expect(ann.api.addSocks({ port })).rejects.toMatchObject({ code: 'service_exists' });
    expect(ann.client.view().tunnelSettings.socks).toEqual([{ host: '127.0.0.1', port }]);
    await ann.api.removeSocks(`127.0.0.1:${port}`);
    expect(await ann.api.socks()).toEqual([]);
    await expect(connected(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(ann.api.removeSocks(`127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'unknown_service' });
  });

  test('listens to this machine alone, unless it is said', async () => {
    const { ann } = await friends();
    const port = await freePort();
    await expect(ann.api.addSocks({ port, host: '0.0.0.0' })).rejects.toMatchObject({ code: 'bad_request' });
    await expect(ann.api.addSocks({ port, host: 'localhost' })).rejects.toMatchObject({
      code: 'bad_request',
    });
    expect(await ann.api.addSocks({ port, host: '0.0.0.0', expose: true })).toMatchObject({ open: true });
  });

  test('that another program has is refused, and not kept', async () => {
    const { ann } = await friends();
    const taken = await serverPort((socket) => void socket.end());
    await expect(ann.api.addSocks({ port: taken })).rejects.toMatchObject({ code: 'port_taken' });
    expect(ann.client.view().tunnelSettings.socks).toEqual([]);
  });
});
