import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { RENEW_EVERY } from '../../../src/forward/limits.ts';
import type { OpenedStream } from '../../../src/forward/open-stream.ts';
import { Source } from '../../../src/forward/udp/source.ts';
import { Way } from '../../../src/forward/udp/way.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const NOTHING = Buffer.alloc(0);
const SLOW = 40;

/** Streams to a far side that reports; those in `slow` take longer to answer. */
async function farSide(slow: ReadonlySet<string>, heard: (text: string) => void = () => undefined) {
  const arrivals: Socket[] = [];
  const server = createServer((socket) => arrivals.push(socket.on('error', () => undefined))).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const streams = new Map<string, Socket>();
  const reported = new Map<string, PromiseWithResolvers<void>>();
  onTestFinished(() => {
    for (const socket of [...arrivals, ...streams.values()]) socket.destroy();
    server.close();
  });
  const reports = (circuit: string): PromiseWithResolvers<void> => {
    const known = reported.get(circuit) ?? Promise.withResolvers<void>();
    reported.set(circuit, known);
    return known;
  };
  let last: Promise<unknown> = Promise.resolve();
  // One after the other, so that each knows which connection is its own.
  const open = (circuit: string): Promise<OpenedStream> => {
    const opening = last.then(() => openOne(circuit));
    last = opening;
    return opening;
  };
  async function openOne(circuit: string): Promise<OpenedStream> {
    const near = connect({ port, host: '127.0.0.1', noDelay: true }).on('error', () => undefined);
    const [far] = (await once(server, 'connection')) as [Socket];
    near.pause();
    streams.set(circuit, near);
    const keys = { toOwner: randomBytes(32), toOpener: randomBytes(32) };
    const way: Way = new Way({
      socket: far,
      own: keys.toOpener,
      theirs: keys.toOwner,
      arrived: ({ bytes }) => heard(Buffer.from(bytes).toString()),
      losses: () => ({ dropped: 0, late: 0 }),
      told: () => undefined,
      named: () => undefined,
      ended: () => undefined,
    });
    const write = far.write.bind(far);
    const later = async (bytes: Buffer): Promise<void> => {
      await pause(slow.has(circuit) ? SLOW : 0);
      write(bytes, () => setImmediate(() => reports(circuit).resolve()));
    };
    far.write = (bytes: Buffer) => {
      void later(bytes);
      return true;
    };
    way.start(NOTHING);
    return { socket: near, keys, answer: Promise.resolve(NOTHING) };
  }
  return { open, streams, reported: (circuit: string) => reports(circuit).promise };
}

test('of two ways the slower one gives its place to a fresh one', async () => {
  const far = await farSide(new Set(['2']));
  const opened: string[] = [];
  const source = new Source({
    redundant: true,
    open: (circuit) => {
      opened.push(circuit);
      return far.open(circuit);
    },
    deliver: () => undefined,
    ended: () => undefined,
  });
  onTestFinished(() => source.flow.close());
  const talking = (async () => {
    while (!source.flow.closed) {
      source.send(Buffer.from('hello'));
      await pause(5);
    }
  })();
  await Promise.all([far.reported('1'), far.reported('2')]);
  const left = once(far.streams.get('2') as Socket, 'close');
  vi.advanceTimersByTime(RENEW_EVERY);
  await left;
  expect(opened).toEqual(['1', '2', '3']);
  expect(far.streams.get('1')?.destroyed).toBe(false);
  expect(far.streams.get('3')?.destroyed).toBe(false);
  source.flow.close();
  await talking;
});

test('a way that was lost is replaced, as long as the other one lives', async () => {
  const far = await farSide(new Set());
  const third = Promise.withResolvers<void>();
  const source = new Source({
    redundant: true,
    open: (circuit) => {
      if (circuit === '3') third.resolve();
      return far.open(circuit);
    },
    deliver: () => undefined,
    ended: () => undefined,
  });
  onTestFinished(() => source.flow.close());
  source.send(Buffer.from('hello'));
  const lost = (async () => {
    while (far.streams.size < 2 || source.flow.ways.length < 2) await pause(1);
    source.send(Buffer.from('hello'));
    await far.reported('2');
    const gone = far.streams.get('1') as Socket;
    gone.destroy();
    await once(gone, 'close');
  })();
  await lost;
  vi.advanceTimersByTime(RENEW_EVERY);
  await third.promise;
});

test('a stream that comes when the flow is over is closed', async () => {
  const far = await farSide(new Set());
  const late = Promise.withResolvers<void>();
  const came = Promise.withResolvers<Socket>();
  const ended = vi.fn();
  const source = new Source({
    redundant: false,
    open: async (circuit, signal) => {
      await late.promise;
      expect(signal.aborted).toBe(true);
      const stream = await far.open(circuit);
      came.resolve(stream.socket);
      return stream;
    },
    deliver: () => undefined,
    ended,
  });
  source.flow.close();
  expect(ended).toHaveBeenCalledExactlyOnceWith(false);
  late.resolve();
  const socket = await came.promise;
  await once(socket, 'close');
});

test.each([
  ['alone, is asked once the flow stands', [1000], ['0']],
  ['too long ago, is forgotten', [6000], []],
  ['with a younger one behind it, makes way', [1000, 100], ['1']],
  ['with all of them old, leaves its place to the last', [2000, 1000], ['1']],
] as const)('what was said before the flow stood, %s', async (_, ages, expected) => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const heard: string[] = [];
  const done = Promise.withResolvers<void>();
  const far = await farSide(new Set(), (text) => (text === 'done' ? done.resolve() : heard.push(text)));
  const mayOpen = Promise.withResolvers<void>();
  const source = new Source({
    redundant: false,
    open: async (circuit) => {
      await mayOpen.promise;
      const opened = await far.open(circuit);
      // Behind all that waited.
      queueMicrotask(() => setImmediate(() => source.send(Buffer.from('done'))));
      return opened;
    },
    deliver: () => undefined,
    ended: () => undefined,
  });
  onTestFinished(() => source.flow.close());
  for (const [at, age] of ages.entries()) {
    source.send(Buffer.from(String(at)));
    vi.advanceTimersByTime(age - (ages[at + 1] ?? 0));
  }
  mayOpen.resolve();
  await done.promise;
  expect(heard).toEqual(expected);
});
