import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type Friends, friends } from './support/friends.ts';
import { forwarded, toBob } from './support/forwarded.ts';
import { allOf, connected, endOf, fateAt, freePort, serverPort } from './support/ports.ts';

describe('a connection through a forward', () => {
  test('says as much as it wants, both ways at once, and ends each way by itself', async () => {
    const pair = await friends();
    const [question, answer] = [randomBytes(3_000_000), randomBytes(2_000_000)];
    const heard = Promise.withResolvers<Buffer>();
    const port = await forwarded(
      pair,
      await serverPort(async (socket) => {
        // Its answer comes after the other side has said all: a half-close that is carried.
        heard.resolve(await allOf(socket));
        socket.end(answer);
      }),
    );
    const socket = await connected(port);
    socket.end(question);
    expect((await allOf(socket)).equals(answer)).toBe(true);
    expect((await heard.promise).equals(question)).toBe(true);
  });

  test('is one of many at once', async () => {
    const pair = await friends();
    const port = await forwarded(pair, await serverPort((socket) => void socket.pipe(socket)));
    const echoes = Array.from({ length: 50 }, async (_, at) => {
      const socket = await connected(port);
      const said = Buffer.alloc(1000 + at, at);
      socket.end(said);
      return (await allOf(socket)).equals(said);
    });
    expect(await Promise.all(echoes)).toEqual(Array.from({ length: 50 }, () => true));
    expect(pair.ann.forwarding?.states()).toMatchObject([{ open: true, active: 0 }]);
  });

  test('to a port where nobody listens is reset', async () => {
    const pair = await friends();
    const port = await forwarded(pair, await freePort());
    const socket = await connected(port);
    socket.write('hello');
    expect(await endOf(socket)).toBe('ECONNRESET');
  });

  test('whose other side breaks is reset, and the other way round', async () => {
    const pair = await friends();
    const ends: Promise<string | null>[] = [];
    const port = await forwarded(
      pair,
      await serverPort((socket) => {
        socket.once('data', (said: Buffer) => {
          if (said.toString() === 'break') socket.resetAndDestroy();
          else {
            ends.push(endOf(socket));
            socket.write('here');
          }
        });
      }),
    );
    const first = await connected(port);
    first.write('break');
    expect(await endOf(first)).toBe('ECONNRESET');
    const second = await connected(port);
    second.write('stay');
    await once(second, 'data');
    second.resetAndDestroy();
    expect(await ends[0]).toBe('ECONNRESET');
  });

  test('costs a fast sender nothing but waiting while the other side does not read', async () => {
    const pair = await friends();
    const slow = Promise.withResolvers<Socket>();
    const port = await forwarded(pair, await serverPort((socket) => slow.resolve(socket.pause())));
    const socket = await connected(port);
    const whole = Buffer.alloc(64 << 20, 'x');
    socket.end(whole);
    const reader = await slow.promise;
    // It says so when all of it has left: nobody in between took it all.
    let drained = false;
    socket.once('finish', () => void (drained = true));
    await seenStill(() => pair.ann.forwarding?.states()[0]?.sent ?? 0);
    expect(drained).toBe(false);
    expect(pair.ann.forwarding?.states()[0]?.sent).toBeLessThan(24 << 20);
    let got = 0;
    reader.on('data', (chunk: Buffer) => void (got += chunk.length));
    reader.resume();
    await once(reader, 'end');
    expect(got).toBe(whole.length);
  });
});

/** Resolves when a number that grows has stood still for ten turns of the loop that did work. */
async function seenStill(number: () => number): Promise<void> {
  let [last, same] = [-1, 0];
  while (same < 200) {
    await new Promise((resolve) => setImmediate(resolve));
    same = number() === last && last > 0 ? same + 1 : 0;
    last = number();
  }
}

interface InUse {
  readonly pair: Friends;
  readonly port: number;
  /** What becomes of the connection. */
  readonly end: Promise<string | null>;
}

/** A forward with a connection over which something has passed. */
async function inUse(): Promise<InUse> {
  const pair = await friends();
  const port = await forwarded(pair, await serverPort((socket) => void socket.pipe(socket)));
  const open = await connected(port);
  open.write('x');
  await once(open, 'data');
  return { pair, port, end: endOf(open) };
}

describe('nothing is reached', () => {
  test('that is not shared any more: what was open is cut, what comes is reset', async () => {
    const { pair, port, end } = await inUse();
    await pair.bob.client.command({ type: 'unshare', name: 'web' });
    expect(await end).toBe('ECONNRESET');
    expect(await fateAt(port)).toBe('ECONNRESET');
  });

  test('by somebody who was removed', async () => {
    const { pair, end } = await inUse();
    await pair.bob.client.command({ type: 'remove', id: pair.ann.client.id });
    expect(await end).toBe('ECONNRESET');
  });

  test('of a contact that shares nothing', async () => {
    const pair = await friends();
    const local = await freePort();
    await pair.ann.forwarding?.add(toBob(pair, local));
    expect(await fateAt(local)).toBe('ECONNRESET');
  });
});

describe('a local port', () => {
  test('that another program has is refused with a sentence, and nothing is kept', async () => {
    const pair = await friends();
    const taken = await serverPort((socket) => void socket.end());
    await pair.share('web', taken);
    await expect(pair.ann.forwarding?.add(toBob(pair, taken))).rejects.toMatchObject({ code: 'port_taken' });
    expect(pair.ann.client.view().forwards).toEqual([]);
  });

  test('is closed when its forward is removed', async () => {
    const pair = await friends();
    const port = await forwarded(pair, await serverPort((socket) => void socket.pipe(socket)));
    await pair.ann.forwarding?.remove({ kind: 'tcp', host: '127.0.0.1', port });
    await expect(connected(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(pair.ann.forwarding?.remove({ kind: 'tcp', host: '127.0.0.1', port })).rejects.toMatchObject(
      { code: 'unknown_service' },
    );
  });
});
