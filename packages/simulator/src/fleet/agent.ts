// Beside a client of an exported scenario: starts it, strikes it and looks at it, as the conductor asks.
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PeerProgram } from '../peer/peer-program.ts';
import type { Home } from '../worlds/live/home.ts';
import { type Answer, type Asked, readOpening } from './wire.ts';

export interface AgentOptions {
  /** For sentences. */
  readonly name: string;
  readonly home: Home;
  readonly token: string;
  /** IPv4: it listens there and nowhere else. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Whether the network is cut from now on. */
  readonly cut: (on: boolean) => void;
}

export interface RunningAgent extends AsyncDisposable {
  readonly port: number;
}

type Which = Extract<Asked, { do: 'run' }>['which'];
type Place = Pick<Home, 'launch' | 'kill'>;

/** What waits for a conductor that does not read is no run any more. */
const MOST_UNREAD = 16 * 1024 * 1024;

export async function startAgent(options: AgentOptions): Promise<RunningAgent> {
  const agent = new Agent(options);
  // A conductor that says no more still wants to hear the end.
  const server: Server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    void agent.serve(socket);
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async [Symbol.asyncDispose]() {
      server.close();
      await agent.close();
    },
  };
}

class Agent {
  readonly #options: AgentOptions;
  readonly #running = new Map<Which, { readonly place: Place; readonly program: PeerProgram }>();
  readonly #sockets = new Set<Socket>();

  constructor(options: AgentOptions) {
    this.#options = options;
  }

  async serve(socket: Socket): Promise<void> {
    this.#sockets.add(socket.once('close', () => this.#sockets.delete(socket)));
    const asked = await readOpening(socket, this.#options.token);
    if (asked === null) return void socket.destroy();
    if (asked.do === 'run') return this.#run(socket, asked.which).catch(() => void socket.destroy());
    const answer: Answer = await this.#answer(asked, socket).then(
      (ok) => ({ ok: ok ?? null }),
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    socket.end(`${JSON.stringify(answer)}\n`);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all([...this.#running.keys()].map((which) => this.#kill(which)));
  }

  async #run(socket: Socket, which: Which): Promise<void> {
    const { home, name } = this.#options;
    const place = which === 'twin' ? await home.twin() : home;
    if (which === 'first') await home.prepare();
    // Of one that was left behind by its conductor nothing may stay.
    await this.#kill(which);
    const program = new PeerProgram({
      name,
      ...place.launch,
      onEvent: (event) => {
        if (socket.writableLength > MOST_UNREAD) socket.destroy();
        else socket.write(`${JSON.stringify(event)}\n`);
      },
    });
    this.#running.set(which, { place, program });
    let quitting = false;
    createInterface({ input: socket })
      .on('line', (line) => {
        quitting ||= line === 'quit';
        program.say(line);
      })
      // Whoever ends without a word was killed, and what was attached to it with him.
      .once('close', () => void (quitting ? program.close() : this.#kill(which, program)));
    socket.once('close', () => void this.#kill(which, program));
    await program.ended;
    if (this.#running.get(which)?.program === program) this.#running.delete(which);
    const words = program.lastWords;
    if (!quitting && words !== '')
      socket.write(`${JSON.stringify({ ev: 'error', code: 'internal', msg: words })}\n`);
    socket.end();
  }

  async #kill(which: Which, only?: PeerProgram): Promise<void> {
    const running = this.#running.get(which);
    if (running === undefined || (only !== undefined && running.program !== only)) return;
    this.#running.delete(which);
    await running.place.kill(running.program);
  }

  async #answer(asked: Exclude<Asked, { do: 'run' }>, socket: Socket): Promise<unknown> {
    const { home, cut } = this.#options;
    const program = this.#running.get('first')?.program;
    switch (asked.do) {
      case 'meet':
        return { id: home.id };
      case 'kill':
        return this.#kill(asked.which);
      case 'freeze':
        return program === undefined ? null : home.freeze(program);
      case 'thaw':
        return program === undefined ? null : home.thaw(program);
      case 'kill_tor':
        return program === undefined ? null : home.killTor(program);
      case 'cut':
      case 'heal':
        return cut(asked.do === 'cut');
      case 'look':
        return program === undefined ? null : home.look(program);
      case 'echo':
        return home.echo();
      case 'free_port':
        return home.freePort();
      case 'write':
        return home.write(asked.name, asked.size);
      case 'forget':
        return home.forget(asked.path);
      case 'round': {
        const gone = new AbortController();
        socket.once('close', () => gone.abort());
        return home.round(asked.port, asked.name, asked.size, gone.signal);
      }
      default:
        return asked satisfies never;
    }
  }
}
