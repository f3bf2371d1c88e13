import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePorts, LOWEST_PORT, PORTS_END } from '../../src/tornet/free-ports.ts';

const chosen = vi.hoisted((): number[] => []);

vi.mock(import('node:crypto'), async (original) => {
  const crypto = await original();
  return {
    ...crypto,
    randomInt: ((from: number, to: number) => chosen.shift() ?? crypto.randomInt(from, to)) as never,
  };
});

test('ports are different, and not of those that the system gives away', async () => {
  const ports = await freePorts(200);
  expect(new Set(ports).size).toBe(200);
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(LOWEST_PORT);
  expect(Math.max(...ports)).toBeLessThan(PORTS_END);
});

test('they can be opened once they are told', async () => {
  const [port = 0] = await freePorts(1);
  expect(await listens(port)).toBe(port);
});

test('one that somebody listens on is left out, and one that came before', async () => {
  const [taken = 0, first = 0, second = 0] = await freePorts(3);
  await listens(taken);
  chosen.push(taken, first, first, second);
  expect(await freePorts(2)).toEqual([first, second]);
  expect(chosen).toEqual([]);
});

/** Listens until the test is over; the port. */
async function listens(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
