import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Lines } from '../../src/worlds/live/line.ts';

/** Two ends of a connection through a line, as sockets. */
async function line(lines: Lines, passes: () => boolean) {
  const stack = new AsyncDisposableStack();
  const ends: Socket[] = [];
  const counted = { went: 0, came: 0 };
  const port = async (onConnect: (socket: Socket) => void): Promise<number> => {
    const server = createServer({ allowHalfOpen: false }, onConnect);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stack.defer(() => void server.close());
    return (server.address() as AddressInfo).port;
  };
  const far = await port((socket) => ends.push(socket));
  const middle = await port((socket) =>
    lines.carry(socket, connect(far, '127.0.0.1'), {
      passes,
      went: (bytes) => void (counted.went += bytes),
      came: (bytes) => void (counted.came += bytes),
    }),
  );
  const near = connect(middle, '127.0.0.1');
  near.write('hello');
  while (ends.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const [end] = ends as [Socket];
  stack.defer(() => {
    near.destroy();
    end.destroy();
  });
  expect(String((await once(end, 'data'))[0])).toBe('hello');
  return { near, end, counted, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test('what passes is counted both ways', async () => {
  await using made = await line(new Lines(), () => true);
  made.end.write('hi');
  await once(made.near, 'data');
  expect(made.counted).toEqual({ went: 5, came: 2 });
});

test('cut, nothing passes and nobody is told; healed, what waited comes', async () => {
  const lines = new Lines();
  let open = true;
  await using made = await line(lines, () => open);
  open = false;
  const heard: string[] = [];
  made.end.on('data', (chunk: Buffer) => void heard.push(String(chunk)));
  made.near.write('later');
  // One that is not cut is there and back meanwhile.
  await using other = await line(new Lines(), () => true);
  expect(other.counted.went).toBe(5);
  expect(heard).toEqual([]);
  const closed = once(made.end, 'close');
  made.near.end();
  open = true;
  lines.changed();
  await closed;
  expect(heard.join('')).toBe('later');
});

test('whoever waits for a passage goes on when it is healed, or gives up', async () => {
  const lines = new Lines();
  let open = false;
  const route = { passes: () => open, went: () => undefined, came: () => undefined };
  const stop = new AbortController();
  const given = lines.passage(route, stop.signal);
  stop.abort();
  await expect(given).rejects.toThrow();
  const passage = lines.passage(route, new AbortController().signal);
  open = true;
  lines.changed();
  await passage;
});
