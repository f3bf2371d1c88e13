// One engine alone on a virtual clock: what goes in is scripted line by line, what comes out is kept by kind.
import { engineOver, type Engine } from '../../src/engine/engine.ts';
import type { Core } from '../../src/engine/state.ts';
import type { Command, Reply } from '../../src/engine/io/command.ts';
import type { Event } from '../../src/engine/io/event.ts';
import type { Input } from '../../src/engine/io/input.ts';
import type { LinkId } from '../../src/engine/io/keys.ts';
import type { FileOutput, Output } from '../../src/engine/io/output.ts';
import { restore } from '../../src/engine/restore.ts';
import { RETURNING } from '../../src/engine/timing.ts';
import { FRESH_ACCOUNT } from '../../src/fresh-account.ts';
import type { OwnTwin } from '../../src/engine/twin/state.ts';
import { idOfPublicKey, type TorchatId } from '../../src/identity/id.ts';
import type { Change } from '../../src/ports.ts';
import { type MemoryStore, memoryStore } from '../../src/testing/index.ts';
import { Disk } from '../../src/testing/world/disk.ts';
import { prng } from '../../src/testing/world/prng.ts';

const START = Date.UTC(2026, 0, 1);
const LF = 0x0a;

/** The nth of all ids there are in tests. */
export function idOf(number: number): TorchatId {
  return idOfPublicKey(prng(number).bytes(32));
}

export const OWN = idOf(0);
export const VOUCHER_KEY = new Uint8Array(32).fill(7);

export interface Dialled {
  readonly link: LinkId;
  readonly id: TorchatId;
  readonly deadline: number;
  readonly probing: boolean;
  readonly once: boolean;
  /** Milliseconds since the stage was built. */
  readonly at: number;
}

export class Stage {
  readonly id: TorchatId;
  /** What every stage's words lead to; null for an account without words. */
  voucherKey: Uint8Array | null = VOUCHER_KEY;
  /** Whether it looks for other machines with its key, from the next restart on. */
  twin: OwnTwin | null = null;
  store: MemoryStore;
  core: Core;
  engine: Engine;
  now = START;
  /** Milliseconds since the stage was built. */
  get time(): number {
    return this.now - START;
  }
  readonly events: Event[] = [];
  readonly changes: Change[] = [];
  /** Every dial so far, those to ourselves left out. */
  readonly dials: Dialled[] = [];
  /** Connections to our own address, to see who answers there; and what became of our service. */
  readonly looks: LinkId[] = [];
  readonly service: ('publish' | 'withdraw')[] = [];
  readonly closed = new Set<LinkId>();
  /** What the disk was asked for; it does so at once, unless told to be slow, and then with `work`. */
  readonly fileOutputs: FileOutput[] = [];
  slowDisk = false;
  readonly #deeds: (() => void)[] = [];
  disk = new Disk({ put: (input) => void this.put(input), later: (run) => this.#deeds.push(run) });
  readonly #lines = new Map<LinkId, string[]>();
  readonly #random = prng(1);
  #reply: Reply | null = null;
  #wakeAt: number | null = null;
  #nextAccepted: LinkId = -1;

  constructor(id: TorchatId = OWN, store: MemoryStore = memoryStore()) {
    this.id = id;
    this.store = store;
    this.core = this.#restored();
    this.engine = engineOver(this.core);
    this.put({ type: 'tick' });
  }

  #restored(): Core {
    const { id, now, voucherKey, twin } = this;
    return restore({ id, snapshot: this.store.load(), random: this.#random, now, voucherKey, twin });
  }

  put(input: Input): Output[] {
    const outputs = this.engine.handle(input, this.now);
    const changes: Change[] = [];
    for (const output of outputs) if (output.type === 'save') changes.push(output.change);
    this.store.apply(changes);
    this.changes.push(...changes);
    for (const output of outputs) this.#perform(output);
    return outputs;
  }

  /** The disk does what waits for it. */
  work(): void {
    for (let deed = this.#deeds.shift(); deed !== undefined; deed = this.#deeds.shift()) deed();
  }

  #perform(output: Output): void {
    if (output.type.startsWith('file_')) {
      this.fileOutputs.push(output as FileOutput);
      this.disk.perform(output as FileOutput);
    }
    if (output.type === 'event') this.events.push(output.event);
    else if (output.type === 'close') this.closed.add(output.link);
    else if (output.type === 'publish' || output.type === 'withdraw') this.service.push(output.type);
    else if (output.type === 'wake') this.#wakeAt = output.at;
    else if (output.type === 'reply') this.#reply = output.reply;
    else if (output.type === 'dial') {
      const { link, id, deadline, probing = false, once = false } = output;
      if (output.apart === true) this.looks.push(link);
      if (id !== this.id) this.dials.push({ link, id, deadline, probing, once, at: this.time });
    } else if (output.type === 'send') {
      const lines = this.#lines.get(output.link) ?? [];
      lines.push(new TextDecoder().decode(output.bytes.subarray(0, -1)));
      this.#lines.set(output.link, lines);
    }
  }

  /** Lets the clock run, with a tick wherever the engine asked for one. */
  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    while (this.#wakeAt !== null && this.#wakeAt <= end) {
      this.now = Math.max(this.now, this.#wakeAt);
      this.#wakeAt = null;
      this.put({ type: 'tick' });
      if (!this.slowDisk) this.work();
    }
    this.now = end;
  }

  do(command: Command): Reply {
    this.#reply = null;
    this.put({ type: 'command', ref: 1, command });
    if (!this.slowDisk) this.work();
    if (this.#reply === null) throw new Error('no reply');
    return this.#reply;
  }

  /** The network is there and our service published. */
  online(): this {
    this.put({ type: 'network', up: true });
    this.put({ type: 'published' });
    return this;
  }

  accept(): LinkId {
    const link = this.#nextAccepted--;
    this.put({ type: 'accepted', link });
    return link;
  }

  /** Lines as text, in UTF-8, without LF. */
  say(link: LinkId, ...lines: readonly (string | Uint8Array)[]): void {
    for (const line of lines) {
      this.put({
        type: 'line',
        link,
        line: typeof line === 'string' ? new TextEncoder().encode(line) : line,
      });
      if (!this.slowDisk) this.work();
    }
    this.put({ type: 'lines_done' });
  }

  close(link: LinkId): void {
    this.put({ type: 'closed', link });
  }

  /** Takes what was sent on the link so far. */
  heard(link: LinkId): string[] {
    const lines = this.#lines.get(link) ?? [];
    this.#lines.delete(link);
    return lines;
  }

  /** The commands among what was sent on the link so far. */
  commands(link: LinkId): string[] {
    return this.heard(link).map((line) => line.split(' ')[0] as string);
  }

  /** The last dial of this id. */
  dial(id: TorchatId): Dialled {
    const dialled = this.dialsOf(id).at(-1);
    if (dialled === undefined) throw new Error('never dialled');
    return dialled;
  }

  dialsOf(id: TorchatId): Dialled[] {
    return this.dials.filter((dialled) => dialled.id === id);
  }

  connect(id: TorchatId): LinkId {
    const { link } = this.dial(id);
    this.put({ type: 'connected', link });
    return link;
  }

  fail(id: TorchatId): void {
    this.put({ type: 'dial_failed', link: this.dial(id).link, reason: 'failed' });
  }

  of<T extends Event['type']>(type: T): Extract<Event, { type: T }>[] {
    return this.events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
  }

  presenceOf(id: TorchatId): string | undefined {
    return this.engine.contact(id)?.presence;
  }

  /** All that was kept is lost, and the account is made again of its words. */
  loseAll(): void {
    this.store = memoryStore();
    const returningUntil = this.now + RETURNING;
    this.store.apply([{ type: 'voucher_book', book: { ...FRESH_ACCOUNT.voucherBook, returningUntil } }]);
    this.restart();
  }

  /** The program ends without a word and starts again: only what was saved is left. */
  restart(): void {
    this.store = this.store.reopen();
    this.core = this.#restored();
    this.engine = engineOver(this.core);
    this.#wakeAt = null;
    this.#lines.clear();
    this.put({ type: 'tick' });
  }
}

/** A line of these bytes, LF taken off if it is there. */
export function bare(line: Uint8Array): Uint8Array {
  return line.at(-1) === LF ? line.subarray(0, -1) : line;
}
