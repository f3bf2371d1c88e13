import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { Machine } from '../../src/worlds/watch/machine.ts';

const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one !== undefined && one.family === 'IPv4' && !one.internal)?.address;

async function connected(host: string): Promise<readonly string[]> {
  await using stack = new AsyncDisposableStack();
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  stack.defer(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const dial = `require('net').connect(${port}, '${host}', () => console.log('there'))`;
  const child = spawn(process.execPath, ['-e', dial], { stdio: ['ignore', 'pipe', 'inherit'] });
  stack.defer(async () => {
    child.kill('SIGKILL');
    await once(child, 'close');
  });
  await once(createInterface({ input: child.stdout }), 'line');
  const look = await new Machine().look(child.pid ?? 0);
  expect(look.memory).toBeGreaterThan(1_000_000);
  return look.beyond.map((end) => end.replace(`:${port}`, ''));
}

test('a connection on loopback is nothing to tell', async () => {
  expect(await connected('127.0.0.1')).toEqual([]);
});

test.skipIf(outside === undefined)(
  'a connection past loopback is seen (needs a network interface)',
  async () => {
    expect(await connected(outside ?? '')).toEqual([outside]);
  },
);
