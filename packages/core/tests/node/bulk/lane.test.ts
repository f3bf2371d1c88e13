import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FrameSealer } from '../../../src/node/frames/frame-cipher.ts';
import { Lane } from '../../../src/node/bulk/lane.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const OURS = new Uint8Array(32).fill(1);
const THEIRS = new Uint8Array(32).fill(2);
const words = (text: string): Uint8Array => new TextEncoder().encode(text);
const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function connected(): Promise<{ near: Socket; far: Socket }> {
  const path = join(temporaryFolder(), 'l.sock');
  const server = createServer();
  server.listen(path);
  await once(server, 'listening');
  const near = createConnection(path);
  const [far] = (await once(server, 'connection')) as [Socket];
  far.pause();
  far.on('error', () => undefined);
  ends.push(() => {
    near.destroy();
    far.destroy();
    server.close();
  });
  return { near, far };
}

interface Seen {
  readonly lane: Lane;
  readonly rooms: number[];
  readonly frames: { head: string; bytes: Uint8Array }[];
  readonly closed: Promise<void>;
  readonly framed: (count: number) => Promise<void>;
}

function laneOver(socket: Socket, ours: Uint8Array, theirs: Uint8Array): Seen {
  const rooms: number[] = [];
  const frames: { head: string; bytes: Uint8Array }[] = [];
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  let wanted = { count: Number.POSITIVE_INFINITY, done: (): void => undefined };
  const lane = new Lane({
    socket,
    ours,
    theirs,
    events: {
      room: (upTo) => void rooms.push(upTo),
      frame: (head, bytes) => {
        frames.push({ head: new TextDecoder().decode(head), bytes });
        if (frames.length >= wanted.count) wanted.done();
      },
      closed: () => resolve(),
    },
  });
  const framed = (count: number): Promise<void> =>
    new Promise((done) => {
      wanted = { count, done };
      if (frames.length >= count) done();
    });
  return { lane, rooms, frames, closed, framed };
}

test('blocks come out of a lane as they went in, and what came is confirmed', async () => {
  const { near, far } = await connected();
  const a = laneOver(near, OURS, THEIRS);
  const b = laneOver(far, THEIRS, OURS);
  a.lane.start(new Uint8Array(0));
  b.lane.start(new Uint8Array(0));
  const block = new Uint8Array(128 * 1024).fill(7);
  for (let at = 0; at < 40; at++) a.lane.send(words(`filedata 7 ${at} - `), block);
  await b.framed(40);
  expect(b.frames.map(({ head }) => head)).toEqual(
    Array.from({ length: 40 }, (_, at) => `filedata 7 ${at} - `),
  );
  expect(b.frames.every(({ bytes }) => Buffer.from(bytes).equals(block))).toBe(true);
  b.lane.send(words('filedata 8 0 - '), block);
  await a.framed(1);
  // All confirmations were sent before that block.
  expect(a.rooms.at(-1)).toBeGreaterThan(38 * block.length);
});

test.each([
  ['of bytes that were never sent', 'bulk_got 1'],
  ['that is no confirmation', 'bulk_got x'],
  ['that only begins like one', 'bulk_gotcha 0'],
])('a confirmation %s ends the lane', async (_, line) => {
  const { near, far } = await connected();
  const { lane, closed } = laneOver(near, OURS, THEIRS);
  lane.start(new Uint8Array(0));
  const head = words(line);
  far.write(
    Buffer.concat(new FrameSealer(THEIRS, 3).parts(Buffer.concat([Uint8Array.of(head.length), head]))),
  );
  await closed;
});

test.each([
  ['is larger than a block may be', Buffer.from([0xff, 0xff, 0xff])],
  ['was not sealed with its key', Buffer.concat(new FrameSealer(OURS, 3).parts(words('\u0001b')))],
  ['is empty', Buffer.concat(new FrameSealer(THEIRS, 3).parts(new Uint8Array(0)))],
])('a frame that %s ends the lane, and nothing of it is heard', async (_, bytes) => {
  const { near, far } = await connected();
  const { lane, closed, frames } = laneOver(near, OURS, THEIRS);
  lane.start(new Uint8Array(0));
  far.write(bytes);
  await closed;
  expect(frames).toEqual([]);
});

test('what nobody reads at the other end makes no more room', async () => {
  const { near } = await connected();
  const { lane, rooms } = laneOver(near, OURS, THEIRS);
  lane.start(new Uint8Array(0));
  const block = new Uint8Array(128 * 1024);
  let sent = 0;
  for (; sent + block.length <= (rooms.at(-1) ?? 0); sent += block.length) lane.send(words('f'), block);
  expect(sent).toBe(8 * block.length);
  expect(rooms).toEqual([1024 * 1024]);
});
