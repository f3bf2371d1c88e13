import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Lines } from '../../src/worlds/live/line.ts';
import { startProxy } from '../../src/worlds/tor/proxy.ts';

/** A relay that says back what it hears, and how many connections it has. */
async function relay() {
  const far = new Set<Socket>();
  const server = createServer((socket) => {
    far.add(socket.once('close', () => far.delete(socket)));
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    far,
    [Symbol.asyncDispose]: async () => {
      for (const socket of far) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A connection of tor's through its proxy, and all that came. */
async function through(proxy: number, port: number) {
  const socket = connect(proxy, '127.0.0.1');
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
  });
  socket.write(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\n\r\n`);
  await expect.poll(() => heard).toBe('HTTP/1.1 200 OK\r\n\r\n');
  heard = '';
  return { socket, heard: () => heard };
}

test('after a move old connections carry nothing and end nowhere, and new ones carry', async () => {
  const route = { passes: () => true, went: () => undefined, came: () => undefined };
  const lines = new Lines();
  await using far = await relay();
  await using proxy = await startProxy(lines, route);
  const old = await through(proxy.port, far.port);
  old.socket.write('before');
  await expect.poll(old.heard).toBe('before');

  proxy.uproot();
  lines.changed();
  old.socket.write('after');
  const fresh = await through(proxy.port, far.port);
  fresh.socket.write('elsewhere');
  await expect.poll(fresh.heard).toBe('elsewhere');
  await turn();
  expect([old.heard(), old.socket.destroyed, far.far.size]).toEqual(['before', false, 2]);
});
