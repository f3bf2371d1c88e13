import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { FLOW_IDLE, WAYS_PER_FLOW } from '../../../src/forward/limits.ts';
import { Flow } from '../../../src/forward/udp/flow.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Two ends of a connection on this machine. */
async function sockets(): Promise<readonly [Socket, Socket]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const near = connect({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, host: '127.0.0.1' });
  const [far] = (await once(server, 'connection')) as [Socket];
  for (const socket of [near, far]) socket.on('error', () => undefined);
  onTestFinished(() => {
    near.destroy();
    far.destroy();
    server.close();
  });
  return [near, far];
}

const keys = { own: randomBytes(32), theirs: randomBytes(32) };

describe('a flow', () => {
  test('ends when nothing went or came for two minutes, and says so once', async () => {
    const ended = vi.fn();
    const flow = new Flow(() => undefined, ended);
    const [socket] = await sockets();
    flow.add({ socket, ...keys });
    vi.advanceTimersByTime(FLOW_IDLE * 0.9);
    flow.send(Buffer.from('still here'));
    vi.advanceTimersByTime(FLOW_IDLE * 0.9);
    expect(ended).not.toHaveBeenCalled();
    const closed = once(socket, 'close');
    vi.advanceTimersByTime(FLOW_IDLE);
    expect(ended).toHaveBeenCalledOnce();
    await closed;
    flow.close();
    expect(ended).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends with its last way', async () => {
    const ended = Promise.withResolvers<void>();
    const flow = new Flow(() => undefined, ended.resolve);
    const [[first], [second]] = [await sockets(), await sockets()];
    flow.add({ socket: first, ...keys });
    flow.add({ socket: second, ...keys });
    first.destroy();
    await once(first, 'close');
    expect(flow.closed).toBe(false);
    second.destroy();
    await ended.promise;
  });

  test('that is over closes a way that comes after', async () => {
    const flow = new Flow(
      () => undefined,
      () => undefined,
    );
    flow.close();
    const [socket] = await sockets();
    flow.add({ socket, ...keys });
    expect(socket.destroyed).toBe(true);
  });

  test('takes no more ways than it needs', async () => {
    const flow = new Flow(
      () => undefined,
      () => undefined,
    );
    onTestFinished(() => flow.close());
    const all = await Promise.all(Array.from({ length: WAYS_PER_FLOW + 2 }, sockets));
    for (const [socket] of all) flow.add({ socket, ...keys });
    expect(all.map(([socket]) => socket.destroyed)).toEqual(all.map((_, at) => at >= WAYS_PER_FLOW));
    expect(flow.ways.length).toBe(WAYS_PER_FLOW);
  });
});
