// What comes to Bob's onion service from those who may not, or not like this: refused, and nothing of his machine is touched but the share.
import { randomBytes } from 'node:crypto';
import { Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { friends, type Friends, seen } from './support/friends.ts';
import { serverPort } from './support/ports.ts';

const ONION_PORT = 11_009;

let pair: Friends;
/** Connections that reached the shared server. */
let reached: Socket[];
let shared: number;
/** The ports that may be connected to. */
let allowed: number[];
/** The arguments of every `connect` of TCP and UDP sockets. */
let calls: unknown[][][];

beforeEach(async () => {
  pair = await friends();
  reached = [];
  shared = await serverPort((socket) => {
    reached.push(socket);
    socket.on('data', (bytes) => socket.write(bytes));
    socket.on('end', () => socket.end());
  });
  await pair.share('web', shared);
  allowed = [shared];
  calls = [vi.spyOn(Socket.prototype, 'connect'), vi.spyOn(UdpSocket.prototype, 'connect')].map((spy) => {
    onTestFinished(() => spy.mockRestore());
    return spy.mock.calls;
  });
});

afterEach(() => {
  expect(touched().filter((port) => !allowed.includes(port))).toEqual([]);
});

/** Where sockets of this process were connected to: Bob runs in it. Ways through the mock of tor are socket files, without a port. */
function touched(): number[] {
  const ports = calls.flat().map((call) => portOf(call[0]));
  return ports.filter((port) => typeof port === 'number');
}

/** Of the arguments of `connect`, plain or normalized by node. */
function portOf(argument: unknown): unknown {
  const options: unknown = Array.isArray(argument) ? argument[0] : argument;
  if (typeof options === 'number') return options;
  return typeof options === 'object' && options !== null && 'port' in options ? options.port : undefined;
}

/** A line with a right proof, as Ann would send it now. */
async function line(): Promise<Buffer> {
  return Buffer.from((await pair.ann.client.openTunnel(pair.bob.client.id, 'web')).line);
}

/** A stream of somebody whom tor does not name. */
async function stranger(): Promise<Socket> {
  const network = pair.net.client();
  const isolation = randomBytes(8).toString('hex');
  const socket = await network.dial(pair.bob.client.id, ONION_PORT, { isolation, deadline: 10_000 });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** All that comes back until the other side ends it. */
async function answerTo(...said: readonly Uint8Array[]): Promise<string> {
  const socket = await stranger();
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const closed = once(socket, 'close');
  socket.on('end', () => socket.end());
  for (const bytes of said) socket.write(bytes);
  await closed;
  return Buffer.concat(chunks).toString();
}

/** What comes back first. */
async function firstWord(socket: Socket, said: Uint8Array): Promise<string> {
  socket.write(said);
  const [word] = await once(socket, 'data');
  return String(word).split(' ', 1)[0] ?? '';
}

function words(proven: Buffer): string[] {
  return proven.toString().trimEnd().split(' ');
}

describe('closed without a byte:', () => {
  test.each([
    ['a stranger', () => `tunnel_open ${'a'.repeat(16)} web 1 ${'a'.repeat(52)}`],
    ['another mac', (proven: Buffer) => words(proven).with(4, 'a'.repeat(52)).join(' ')],
    ['another number', (proven: Buffer) => words(proven).with(3, '999').join(' ')],
    ['another service', (proven: Buffer) => words(proven).with(2, 'ssh').join(' ')],
    ['no mac', (proven: Buffer) => words(proven).slice(0, 4).join(' ')],
    ['more words', (proven: Buffer) => `${words(proven).join(' ')} more`],
    ['a number that is none', (proven: Buffer) => words(proven).with(3, '-1').join(' ')],
  ])('%s', async (_, change) => {
    expect(await answerTo(Buffer.from(`${change(await line())}\n`))).toBe('');
    expect(reached).toEqual([]);
  });

  test('a service name with any byte in it', async () => {
    const [command, id, , nonce, mac] = words(await line());
    const names = Array.from({ length: 256 }, (_, byte) => Buffer.of(0x77, byte));
    const answers = names.map((name) =>
      answerTo(Buffer.from(`${command} ${id} `), name, Buffer.from(` ${nonce} ${mac}\n`)),
    );
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['']));
    expect(reached).toEqual([]);
  });

  test('a proof that was seen before', async () => {
    const proven = await line();
    expect(await firstWord(await stranger(), proven)).toBe('tunnel_ok');
    expect(await answerTo(proven)).toBe('');
    expect(reached).toHaveLength(1);
  });

  test('a proof that was seen before the connection was lost and made anew', async () => {
    const proven = await line();
    expect(await firstWord(await stranger(), proven)).toBe('tunnel_ok');
    const { ann, bob } = pair;
    const presence = (): string | undefined => ann.client.contact(bob.client.id)?.presence;
    const gone = seen(ann, () => presence() === 'offline');
    await ann.client.command({ type: 'drop', id: bob.client.id });
    await gone;
    await ann.client.command({ type: 'dial', id: bob.client.id });
    await seen(ann, () => presence() === 'available');
    expect(await answerTo(proven)).toBe('');
    expect(reached).toHaveLength(1);
  });

  test.each([
    ['who was blocked', 'block'],
    ['who was removed', 'remove'],
  ] as const)('a contact %s', async (_, type) => {
    const proven = await line();
    await pair.bob.client.command({ type, id: pair.ann.client.id });
    expect(await answerTo(proven)).toBe('');
    expect(reached).toEqual([]);
  });
});

describe('after the yes', () => {
  test('a frame longer than what comes reaches nobody, and its stream is reset', async () => {
    const socket = await stranger();
    expect(await firstWord(socket, await line())).toBe('tunnel_ok');
    socket.end(Buffer.concat([Buffer.of(0xff, 0xff), randomBytes(20)]));
    await once(socket, 'close');
    expect(reached.map(({ bytesRead }) => bytesRead)).toEqual([0]);
  });

  test('frames of somebody without the key reach nobody', async () => {
    const socket = await stranger();
    expect(await firstWord(socket, await line())).toBe('tunnel_ok');
    const closed = once(socket, 'close');
    socket.on('end', () => socket.end());
    socket.write(Buffer.concat([Buffer.of(0, 100), randomBytes(200)]));
    await closed;
    expect(reached.map(({ bytesRead }) => bytesRead)).toEqual([0]);
  });

  test('a peer that stops reading in the middle holds nobody up, and no more than its bound', async () => {
    const sender = Promise.withResolvers<Socket>();
    const flood = await serverPort((socket) => {
      socket.end(Buffer.alloc(64 << 20));
      sender.resolve(socket);
    });
    allowed.push(flood);
    await pair.share('flood', flood);
    const slow = await stranger();
    const { line: proven } = await pair.ann.client.openTunnel(pair.bob.client.id, 'flood');
    expect(await firstWord(slow, proven)).toBe('tunnel_ok');
    slow.pause();
    const other = await stranger();
    expect(await firstWord(other, await line())).toBe('tunnel_ok');
    const socket = await sender.promise;
    await still(() => socket.bytesWritten - socket.writableLength);
    expect(socket.writableLength).toBeGreaterThan(32 << 20);
  });
});

/** Resolves when a number has stood still for two hundred turns of the loop. */
async function still(number: () => number): Promise<void> {
  for (let [last, same] = [-1, 0]; same < 200; same = number() === last ? same + 1 : 0) {
    last = number();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('a thousand opens at once: as many as are allowed are, the rest hear that it is too much', async () => {
  const lines: Buffer[] = [];
  for (let count = 0; count < 1000; count++) lines.push(await line());
  const words = new Map<string, number>();
  for (let at = 0; at < lines.length; at += 50)
    await Promise.all(
      lines.slice(at, at + 50).map(async (proven) => {
        const word = await firstWord(await stranger(), proven);
        words.set(word, (words.get(word) ?? 0) + 1);
      }),
    );
  const opened = words.get('tunnel_ok') ?? 0;
  expect(words.get('tunnel_refused')).toBe(1000 - opened);
  expect(opened).toBe(reached.length);
  expect(opened).toBeGreaterThanOrEqual(256);
  expect(opened).toBeLessThan(1000);
}, 30_000);

test('the watch over what is touched sees what is', () => {
  const socket = new Socket();
  socket.on('error', () => undefined);
  socket.connect({ host: '127.0.0.1', port: 9 });
  socket.destroy();
  expect(touched()).toContain(9);
  allowed.push(9);
});
