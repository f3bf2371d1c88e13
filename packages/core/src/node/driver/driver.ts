// Joins an engine to a store and to sockets: inputs one at a time, records before effects, effects in order.
import type { Socket } from 'node:net';
import type { Engine } from '../../engine/engine.ts';
import type { Command, Event, Input, LinkId, Output, Reply } from '../../engine/io.ts';
import { TorchatError } from '../../errors.ts';
import type { TorchatId } from '../../identity/id.ts';
import type { Message } from '../../model.ts';
import type { Change, Store } from '../../ports.ts';
import { DialError } from '../network.ts';
import { type Link, openLink } from './link.ts';

export type Dial = (id: TorchatId, deadline: number, signal: AbortSignal) => Promise<Socket>;

export interface DriverOptions {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: () => number;
  readonly dial: Dial;
  readonly onEvent: (event: Event) => void;
  /** The store refused: nothing after its last record has happened, and nothing will. */
  readonly onFatal: (error: TorchatError) => void;
}

export class Driver {
  readonly #options: DriverOptions;
  readonly #links = new Map<LinkId, Link>();
  readonly #dials = new Map<LinkId, AbortController>();
  readonly #replies = new Map<number, (reply: Reply) => void>();
  readonly #inputs: Input[] = [];
  #outputs: Output[] = [];
  #busy = false;
  #running = true;
  #nextAccepted: LinkId = -1;
  #nextRef = 1;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: DriverOptions) {
    this.#options = options;
  }

  /** Handles the input now, or right after the one being handled. */
  put(input: Input): void {
    if (!this.#running) return;
    this.#inputs.push(input);
    this.#run();
  }

  command(command: Command): Promise<Message | null> {
    if (!this.#running)
      return Promise.reject(new TorchatError('gateway_gone', 'This account has been closed.'));
    const ref = this.#nextRef++;
    return new Promise((resolve, reject) => {
      this.#replies.set(ref, (reply) => {
        if (reply.ok) resolve(reply.message ?? null);
        else reject(new TorchatError(reply.code, reply.message));
      });
      this.put({ type: 'command', ref, command });
    });
  }

  accept(socket: Socket): void {
    if (!this.#running) {
      socket.destroy();
      return;
    }
    const link = this.#nextAccepted--;
    this.#open(link, socket);
    this.put({ type: 'accepted', link });
  }

  /** Closes every link and dial, and records what that means. */
  stop(): void {
    if (!this.#running) return;
    for (const link of this.#links.keys()) this.put({ type: 'closed', link });
    this.#halt();
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
  }

  #halt(): void {
    this.#running = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const dial of this.#dials.values()) dial.abort();
    this.#dials.clear();
    for (const reply of this.#replies.values())
      reply({ ok: false, code: 'gateway_gone', message: 'This account has been closed.' });
    this.#replies.clear();
  }

  /** One loop, never inside itself: what effects and listeners put comes after them. */
  #run(): void {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (
        let input = this.#inputs.shift();
        input !== undefined && this.#running;
        input = this.#inputs.shift()
      ) {
        this.#decide(input);
        this.#flush();
      }
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#busy = false;
    }
  }

  #decide(input: Input): void {
    for (const output of this.#options.engine.handle(input, this.#options.clock()))
      this.#outputs.push(output);
  }

  /** Lines of one chunk are decided together and recorded in one transaction; their bytes are valid only now. */
  #line(link: LinkId, line: Uint8Array): void {
    if (!this.#running) return;
    if (this.#busy) {
      this.#inputs.push({ type: 'line', link, line: line.slice() });
      return;
    }
    try {
      this.#decide({ type: 'line', link, line });
    } catch (cause) {
      this.#fail(cause);
    }
  }

  #chunkDone(): void {
    if (!this.#running || this.#busy) return;
    this.#busy = true;
    try {
      this.#flush();
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#busy = false;
    }
    this.#run();
  }

  #flush(): void {
    const outputs = this.#outputs;
    if (outputs.length === 0) return;
    this.#outputs = [];
    const changes: Change[] = [];
    for (const output of outputs) if (output.type === 'save') changes.push(output.change);
    if (changes.length > 0) this.#options.store.apply(changes);
    const held = new Set<Link>();
    for (const output of outputs) this.#effect(output, held);
    for (const link of held) link.release();
  }

  #effect(output: Output, held: Set<Link>): void {
    switch (output.type) {
      case 'save':
        return;
      case 'send': {
        const link = this.#links.get(output.link);
        if (link === undefined) return;
        if (!held.has(link)) {
          link.hold();
          held.add(link);
        }
        return link.send(output.bytes);
      }
      case 'close':
        return this.#close(output.link, held);
      case 'dial':
        return this.#dial(output);
      case 'event':
        return this.#options.onEvent(output.event);
      case 'reply':
        this.#replies.get(output.ref)?.(output.reply);
        this.#replies.delete(output.ref);
        return;
      case 'wake':
        return this.#wake(output.at);
      default:
        return output satisfies never;
    }
  }

  #close(id: LinkId, held: Set<Link>): void {
    this.#dials.get(id)?.abort();
    this.#dials.delete(id);
    const link = this.#links.get(id);
    if (link === undefined) return;
    this.#links.delete(id);
    // Corked bytes must be on their way before the end is.
    if (held.delete(link)) link.release();
    link.close();
  }

  #dial({ link, id, deadline }: Extract<Output, { type: 'dial' }>): void {
    const controller = new AbortController();
    this.#dials.set(link, controller);
    void this.#options
      .dial(id, deadline, controller.signal)
      .finally(() => this.#dials.delete(link))
      .then(
        (socket) => this.#dialled(link, socket, controller.signal),
        (error: unknown) => this.#dialFailed(link, error, controller.signal),
      );
  }

  #dialled(link: LinkId, socket: Socket, signal: AbortSignal): void {
    if (signal.aborted || !this.#running) {
      socket.destroy();
      return;
    }
    this.#open(link, socket);
    this.put({ type: 'connected', link });
  }

  #dialFailed(link: LinkId, error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.put({ type: 'dial_failed', link, reason: error instanceof DialError ? error.reason : 'failed' });
  }

  #open(id: LinkId, socket: Socket): void {
    this.#links.set(
      id,
      openLink(socket, {
        line: (line) => this.#line(id, line),
        chunkDone: () => this.#chunkDone(),
        overlong: () => this.put({ type: 'overlong', link: id }),
        congested: () => this.put({ type: 'congested', link: id }),
        drained: () => this.put({ type: 'drained', link: id }),
        closed: () => {
          this.#links.delete(id);
          this.put({ type: 'closed', link: id });
        },
      }),
    );
  }

  #wake(at: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.put({ type: 'tick' }), Math.max(0, at - this.#options.clock()));
  }

  #fail(cause: unknown): void {
    if (!this.#running) return;
    this.#halt();
    for (const link of this.#links.values()) link.destroy();
    this.#links.clear();
    this.#options.onFatal(
      cause instanceof TorchatError
        ? cause
        : new TorchatError('internal', 'The account stopped because of an error in the program.', { cause }),
    );
  }
}
