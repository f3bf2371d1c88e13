// A server on a unix socket of its own, for fakes of tor's ports.
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeServer extends AsyncDisposable {
  readonly folder: string;
  readonly path: string;
  /** Streams that arrived so far. */
  readonly streams: readonly Socket[];
  connect(): Promise<Socket>;
}

export async function fakeServer(handle: (stream: Socket) => void): Promise<FakeServer> {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-fake-'));
  const path = join(folder, 'fake.sock');
  const streams: Socket[] = [];
  const server = createServer((stream) => {
    streams.push(stream);
    stream.on('error', () => undefined);
    handle(stream);
  });
  await new Promise<void>((resolve) => {
    // A unix socket whose backlog is full refuses at once.
    server.listen({ path, backlog: 2048 }, resolve);
  });
  return {
    folder,
    path,
    streams,
    connect: () =>
      new Promise((resolve) => {
        const socket = connect(path, () => resolve(socket));
      }),
    async [Symbol.asyncDispose]() {
      for (const stream of streams) stream.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
