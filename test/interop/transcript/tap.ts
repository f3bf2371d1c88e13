// Stands before a client's port and notes every line of every connection to it, both ways.
import { connect, createServer, type Socket } from 'node:net';

export interface Noted {
  /** Of `performance.now`. */
  readonly at: number;
  readonly connection: number;
  /** Whose port it leads to. */
  readonly to: string;
  /** `open` has no line; `forth` is said by who opened the connection, `back` by whose port it is. */
  readonly what: 'open' | 'forth' | 'back';
  readonly line: string;
}

export interface Tap extends Disposable {
  readonly noted: readonly Noted[];
  /** Resolves with the port that stands before `port`. */
  reach(port: number, to: string): Promise<number>;
}

export function tap(): Tap {
  const noted: Noted[] = [];
  const stack = new DisposableStack();
  let connections = 0;
  return {
    noted,
    reach(port, to) {
      const server = createServer((near) => {
        const connection = ++connections;
        const note = (what: Noted['what'], line: string): void => {
          noted.push({ at: performance.now(), connection, to, what, line });
        };
        note('open', '');
        const far = connect(port, '127.0.0.1');
        pass(near, far, (line) => note('forth', line));
        pass(far, near, (line) => note('back', line));
        stack.defer(() => near.destroy());
      });
      stack.defer(() => server.close());
      return new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
    },
    [Symbol.dispose]: () => stack.dispose(),
  };
}

/** Notes a line before any byte of it goes on, so that what follows from it is noted later. */
function pass(from: Socket, to: Socket, note: (line: string) => void): void {
  let rest = '';
  from.on('data', (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) note(line);
    to.write(chunk);
  });
  from.on('close', () => to.destroySoon());
  from.on('error', () => undefined);
}
