// A program of old by hand, as far as the bridge is concerned: ids of 16 characters, SOCKS4a, one thread of lines each way.
import { randomInt } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';

export interface Legacy extends AsyncDisposable {
  readonly port: number;
  /** Every line, as it came: `in <alias of its ping> <line>`, `out <alias> <line>`. */
  readonly lines: readonly string[];
  /** Aliases whose pong proved an incoming stream. */
  readonly verified: ReadonlySet<string>;
  /** The cookie for this alias. */
  cookie(alias: string): string;
  /** Dials, pings, and greets as soon as it is pinged. */
  add(alias: string): void;
  /** A line on our own connection to that alias. */
  say(alias: string, line: string): void;
  /** A line back on the connection that it opened to us. */
  sayBack(alias: string, line: string): void;
  /** Resolves when one line fits, now or later. */
  line(wanted: string): Promise<void>;
  /** Closes the listening port and all connections. */
  close(): Promise<void>;
}

/** Starts listening; `settings` are asked for when it dials. */
export async function legacyClient(
  settings: () => { readonly own: string; readonly socksPort: number },
  listenPort = 0,
): Promise<Legacy> {
  const lines: string[] = [];
  const looks = new Set<() => void>();
  const verified = new Set<string>();
  const cookies = new Map<string, string>();
  const outs = new Map<string, Socket>();
  const ins = new Map<string, Socket>();
  const sockets = new Set<Socket>();

  function tell(line: string): void {
    lines.push(line);
    for (const look of looks) look();
  }
  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  }
  function cookie(alias: string): string {
    const made = cookies.get(alias) ?? String(randomInt(2 ** 47));
    cookies.set(alias, made);
    return made;
  }
  function add(alias: string): void {
    const { own, socksPort } = settings();
    const socket = connect(socksPort, '127.0.0.1');
    keep(socket);
    outs.set(alias, socket);
    socket.once('close', () => {
      outs.delete(alias);
      tell(`out ${alias} (closed)`);
    });
    socket.write(
      Buffer.concat([Buffer.of(4, 1, 0x2b, 0x01, 0, 0, 0, 1, 0), Buffer.from(`${alias}.onion\0`)]),
    );
    socket.once('data', (reply: Buffer) => {
      if (reply[1] !== 0x5a) return;
      const early = reply.subarray(8);
      if (early.length > 0) socket.unshift(early);
      eachLine(socket, (line) => tell(`out ${alias} ${line}`));
      socket.write(`ping ${own} ${cookie(alias)}\n`);
      const waiting = greetings.get(alias);
      greetings.set(alias, null);
      if (waiting) socket.write(waiting);
    });
  }
  /** A greeting that waits for its connection; null: it is up. */
  const greetings = new Map<string, string | null>();

  function accept(socket: Socket): void {
    keep(socket);
    let from = '';
    eachLine(socket, (line) => {
      const [command, first = '', second = ''] = line.split(' ');
      if (command === 'ping') {
        from = first;
        ins.set(from, socket);
        const greeting = `pong ${second}\nversion 0.9.9.553\nstatus available\n`;
        if (!outs.has(from)) {
          greetings.set(from, greeting);
          add(from);
        } else if (greetings.get(from) === null) outs.get(from)?.write(greeting);
        else greetings.set(from, greeting);
      }
      // A file it knows nothing of.
      if (command === 'filedata_ok') outs.get(from)?.write(`file_stop_receiving ${first}\n`);
      if (command === 'pong' && first === cookies.get(from)) verified.add(from);
      tell(`in ${from} ${line}`);
    });
    socket.once('close', () => tell(`in ${from} (closed)`));
  }

  const server = createServer(accept);
  await new Promise<void>((done) => server.listen(listenPort, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((done) => server.close(done));
  }
  return {
    port,
    lines,
    verified,
    cookie,
    add,
    say: (alias, line) => void outs.get(alias)?.write(`${line}\n`, 'latin1'),
    sayBack: (alias, line) => void ins.get(alias)?.write(`${line}\n`, 'latin1'),
    line(wanted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (!lines.includes(wanted)) return;
        looks.delete(look);
        resolve();
      };
      looks.add(look);
      look();
      return promise;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function eachLine(socket: Socket, take: (line: string) => void): void {
  let held = '';
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    const parts = (held + text).split('\n');
    held = parts.pop() ?? '';
    for (const part of parts) take(part);
  });
}
