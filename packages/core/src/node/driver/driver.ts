// Joins an engine to a store and to sockets: inputs one at a time, records before effects, effects in order.
import type { Socket } from 'node:net';
import type { Engine } from '../../engine/engine.ts';
import type { Command, Reply } from '../../engine/io/command.ts';
import type { Event } from '../../engine/io/event.ts';
import type { Input } from '../../engine/io/input.ts';
import type { LinkId } from '../../engine/io/keys.ts';
import type { FileOutput, Output, TunnelOutput } from '../../engine/io/output.ts';
import { TorchatError } from '../../errors.ts';
import type { Change, Store } from '../../ports.ts';
import type { ArrivedTunnel } from '../client.ts';
import { Lanes, type LanesOptions } from '../bulk/lanes.ts';
import { Connections, type ConnectionsOptions } from './connections.ts';

export interface DriverOptions extends Pick<ConnectionsOptions, 'dial'> {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: () => number;
  readonly onEvent: (event: Event) => void;
  readonly dialLane: LanesOptions['dial'];
  readonly onFile: (output: FileOutput) => void;
  readonly onTunnel: (tunnel: ArrivedTunnel) => void;
  readonly onTunnelsCut: (cut: Extract<TunnelOutput, { type: 'tunnels_cut' }>) => void;
  readonly onService: (wish: 'publish' | 'withdraw') => void;
  /** The store refused: nothing after its last record has happened, and nothing will. */
  readonly onFatal: (error: TorchatError) => void;
}

type Done = Extract<Reply, { ok: true }>;

/** Milliseconds. Node takes a wait of more than 24.8 days for one of a millisecond; a tick too early only asks for the next. */
const LONGEST_WAIT = 24 * 3_600_000;

export class Driver {
  readonly #options: DriverOptions;
  readonly #connections: Connections;
  readonly #lanes: Lanes;
  readonly #replies = new Map<number, (reply: Reply) => void>();
  readonly #inputs: Input[] = [];
  #outputs: Output[] = [];
  #busy = false;
  #running = true;
  #nextRef = 1;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: DriverOptions) {
    this.#options = options;
    this.#connections = new Connections({
      dial: options.dial,
      put: (input) => this.put(input),
      onLine: (link, line) => this.#line(link, line),
      onChunkDone: () => this.#chunkDone(),
    });
    this.#lanes = new Lanes({ dial: options.dialLane, put: (input) => this.put(input) });
  }

  /** Handles the input now, or right after the one being handled. */
  put(input: Input): void {
    if (!this.#running) return;
    this.#inputs.push(input);
    this.#run();
  }

  command(command: Command): Promise<Done> {
    if (!this.#running) return Promise.reject(closed());
    const ref = this.#nextRef++;
    return new Promise((resolve, reject) => {
      this.#replies.set(ref, (reply) => {
        if (reply.ok) resolve(reply);
        else reject(new TorchatError(reply.code, reply.message));
      });
      this.put({ type: 'command', ref, command });
    });
  }

  accept(socket: Socket): void {
    if (this.#running) this.#connections.accept(socket);
    else socket.destroy();
  }

  /** Closes every link and dial, and records what that means. Resolves when the last socket is gone. */
  async stop(): Promise<void> {
    if (this.#running) {
      for (const link of this.#connections.open) this.put({ type: 'closed', link });
      this.#halt(closed());
      this.#connections.closeAll();
      this.#lanes.closeAll();
    }
    await this.#connections.gone();
  }

  #halt({ code, message }: TorchatError): void {
    this.#running = false;
    this.#inputs.length = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const reply of this.#replies.values()) reply({ ok: false, code, message });
    this.#replies.clear();
  }

  /** One loop, never inside itself: what effects and listeners put comes after them. */
  #run(): void {
    if (this.#busy) return;
    this.#exclusively(() => {
      for (let input = this.#inputs.shift(); input !== undefined; input = this.#inputs.shift()) {
        this.#decide(input);
        this.#flush(false);
      }
    });
  }

  #exclusively(work: () => void): void {
    this.#busy = true;
    try {
      work();
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
    if (this.#busy) this.#inputs.push({ type: 'line', link, line: line.slice() });
    else this.#exclusively(() => this.#decide({ type: 'line', link, line }));
  }

  #chunkDone(): void {
    if (!this.#running) return;
    if (this.#busy) return void this.#inputs.push({ type: 'lines_done' });
    this.#exclusively(() => {
      this.#decide({ type: 'lines_done' });
      this.#flush(true);
    });
    this.#run();
  }

  /** `heard`: the outputs answer lines of peers. */
  #flush(heard: boolean): void {
    const outputs = this.#outputs;
    if (outputs.length === 0) return;
    this.#outputs = [];
    const changes: Change[] = [];
    for (const output of outputs) if (output.type === 'save') changes.push(output.change);
    if (changes.length > 0) this.#options.store.apply(changes);
    // Whoever waits for it comes first: after a command the line on its way, after a line the screen.
    if (heard) this.#tell(outputs);
    if (!this.#running) return;
    for (const output of outputs) if (!isTold(output)) this.#effect(output);
    this.#connections.release();
    if (!heard) this.#tell(outputs);
  }

  /** A listener may close the account: nothing of the rest may outlive that. */
  #tell(outputs: readonly Output[]): void {
    for (const output of outputs) if (this.#running && isTold(output)) this.#effect(output);
  }

  #effect(output: Output): void {
    switch (output.type) {
      case 'save':
        return;
      case 'send':
        return this.#connections.send(output.link, output.bytes);
      case 'close':
        this.#lanes.close(output.link);
        return this.#connections.close(output.link);
      case 'publish':
      case 'withdraw':
        return this.#options.onService(output.type);
      case 'dial':
        return this.#connections.dial(output);
      case 'event':
        return this.#options.onEvent(output.event);
      case 'reply':
        this.#replies.get(output.ref)?.(output.reply);
        this.#replies.delete(output.ref);
        return;
      case 'wake':
        return this.#wake(output.at);
      case 'file_open':
      case 'file_read':
      case 'file_sum':
      case 'file_close':
      case 'file_create':
      case 'file_write':
      case 'file_finish':
      case 'file_discard':
        return this.#options.onFile(output);
      case 'lane_dial':
        return this.#lanes.dial(output);
      case 'lane_arrived':
        return this.#lanes.arrived(output, this.#connections.detach(output.link));
      case 'lane_send':
        return this.#lanes.send(output);
      case 'tunnel_arrived': {
        const { id, share, ok, keys } = output;
        const stream = this.#connections.detach(output.link);
        if (stream !== null) this.#options.onTunnel({ id, share, ok, keys, ...stream });
        return;
      }
      case 'tunnels_cut':
        return this.#options.onTunnelsCut(output);
      default:
        return output satisfies never;
    }
  }

  #wake(at: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const wait = Math.min(Math.max(0, at - this.#options.clock()), LONGEST_WAIT);
    this.#timer = setTimeout(() => this.put({ type: 'tick' }), wait);
  }

  #fail(cause: unknown): void {
    if (!this.#running) return;
    const error =
      cause instanceof TorchatError
        ? cause
        : new TorchatError('internal', 'The account stopped because of an error in the program.', { cause });
    this.#halt(error);
    this.#connections.destroyAll();
    this.#lanes.closeAll();
    this.#options.onFatal(error);
  }
}

function closed(): TorchatError {
  return new TorchatError('gateway_gone', 'This account has been closed.');
}

function isTold(output: Output): boolean {
  return output.type === 'event' || output.type === 'reply';
}
