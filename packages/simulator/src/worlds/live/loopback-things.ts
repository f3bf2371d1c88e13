// What a home on this machine needs around its client: an echo, files, and rounds through ports of loopback.
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bytesOf } from '../../world/content.ts';

export interface Echo extends AsyncDisposable {
  readonly port: number;
}

/** Says back what it hears. */
export async function startEcho(): Promise<Echo> {
  const server: Server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
    open.add(socket.once('close', () => open.delete(socket)));
  });
  const open = new Set<{ destroy(): void }>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** In a folder of its own below `folder`, so that the name stays as it is. */
export async function writeContent(folder: string, name: string, size: number): Promise<string> {
  const path = join(await mkdtemp(join(folder, 'sends-')), name);
  await writeFile(path, bytesOf(name, size));
  return path;
}

export async function forgetContent(path: string): Promise<void> {
  await rm(dirname(path), { recursive: true, force: true });
}

/** Whether what came back is what went. Rejects with why it came to nothing. */
export async function roundThrough(
  port: number,
  name: string,
  size: number,
  signal: AbortSignal,
): Promise<boolean> {
  const bytes = bytesOf(name, size);
  const socket = connect({ host: '127.0.0.1', port, noDelay: true, signal });
  socket.end(bytes);
  let back = 0;
  let right = true;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    right &&= chunk.equals(bytes.subarray(back, back + chunk.length));
    back += chunk.length;
  }
  if (back < size) throw new Error(`The connection ended after ${back} of ${size} bytes.`);
  return right && back === size;
}
