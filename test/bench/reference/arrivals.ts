// A plain socket that notes when each line came: the far end of the raw streams.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export interface Arrivals extends AsyncDisposable {
  readonly path: string;
  /** The time (of `performance.now`) at which this line arrived. */
  arrival(line: string): Promise<number>;
}

export async function listenForLines(path: string): Promise<Arrivals> {
  const waiting = new Map<string, (at: number) => void>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => {
      waiting.get(line)?.(performance.now());
      waiting.delete(line);
    });
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    path,
    arrival: (line) => new Promise((resolve) => waiting.set(line, resolve)),
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}
