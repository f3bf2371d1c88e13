// One client of the in-memory world: its disk outlives its runs, a run is an engine with its connections.
import type { Core } from '../../engine/state.ts';
import { type Engine, engineOver } from '../../engine/engine.ts';
import type { Command, Event, Input, LinkId, Output, Reply } from '../../engine/io.ts';
import { restore } from '../../engine/restore.ts';
import { RETURNING } from '../../engine/timing.ts';
import { FRESH_ACCOUNT } from '../../fresh-account.ts';
import type { TorchatId } from '../../identity/id.ts';
import { type MemoryStore, memoryStore } from '../memory-store.ts';
import { type Deed, deedsOf } from './deeds.ts';
import { Disk } from './disk.ts';
import { PageCache } from './page-cache.ts';
import type { Holder, Pipe } from './pipe.ts';
import { toySeal } from './toy-seal.ts';
import type { World } from './world.ts';

/** What dies: the process alone, or its machine. */
export type Fall = 'process' | 'power';

/** What a test may put between an engine and its world: a planted bug. */
export type Plant = (engine: Engine, world: World) => Engine;

export class Resident {
  readonly id: TorchatId;
  readonly #world: World;
  readonly #plant: Plant;
  /** Null: it seals nothing. */
  readonly #onionKey: Uint8Array | null;
  store: MemoryStore = memoryStore();
  run: Run | null = null;
  /** Whoever brings it up again. */
  onFall: (what: Fall) => void = () => undefined;

  constructor(world: World, id: TorchatId, onionKey: Uint8Array | null, plant: Plant) {
    this.#world = world;
    this.#onionKey = onionKey;
    this.id = id;
    this.#plant = plant;
  }

  start(): void {
    const { agenda, random } = this.#world;
    this.store = this.store.reopen();
    const core = restore({
      id: this.id,
      snapshot: this.store.load(),
      random,
      now: agenda.now,
      voucherKey: new TextEncoder().encode(this.id.slice(0, 32)),
      seal: this.#onionKey === null ? null : { onionKey: this.#onionKey, crypto: toySeal },
    });
    const run = new Run(this.#world, this, this.#plant(engineOver(core), this.#world), core);
    this.run = run;
    run.put({ type: 'tick' });
    agenda.after(random.between(500, 5000), () => run.put({ type: 'network', up: true }));
    agenda.after(random.between(5001, 9000), () => run.publish());
  }

  /** The process dies now, with all that the machine knows of it safe. */
  crash(): void {
    this.fall('process');
  }

  /** It will die between two deeds, after so many of them; the power of its machine goes, too, or not. */
  doom(deeds: number, what: Fall): void {
    this.run?.doom(deeds, what);
  }

  pardon(): void {
    this.onFall = () => undefined;
    this.run?.pardon();
  }

  fall(what: Fall): void {
    this.run?.end(what);
    this.run = null;
    this.onFall(what);
  }

  /** The disk is gone, and the account made again of its words. */
  loseAll(): void {
    this.crash();
    this.store = memoryStore();
    const returningUntil = this.#world.agenda.now + RETURNING;
    this.store.apply([{ type: 'voucher_book', book: { ...FRESH_ACCOUNT.voucherBook, returningUntil } }]);
  }

  command(command: Command): Reply | null {
    return this.run?.command(command) ?? null;
  }
}

export class Run implements Holder {
  readonly #world: World;
  readonly #resident: Resident;
  readonly engine: Engine;
  readonly disk: Disk;
  readonly #core: Core;
  readonly #pipes = new Map<LinkId, Pipe>();
  readonly #dials = new Set<LinkId>();
  readonly #cache: PageCache;
  #alive = true;
  #doom: { left: number; readonly what: Fall } | null = null;
  #published = false;
  #nextAccepted: LinkId = -1;
  #wakeAt = 0;
  #reply: Reply | null = null;

  constructor(world: World, resident: Resident, engine: Engine, core: Core) {
    this.#world = world;
    this.#resident = resident;
    this.engine = engine;
    this.#core = core;
    this.#cache = new PageCache(resident.store, (changes) => world.saved(resident.id, changes));
    this.disk = new Disk({
      put: (input) => this.put(input),
      later: (run) => world.agenda.after(5, run),
    });
  }

  get reachable(): boolean {
    return this.#alive && this.#published;
  }

  publish(): void {
    this.#published = true;
    this.put({ type: 'published' });
  }

  /** tor loses its network for so long: connections break, dials fail, nobody can come. */
  outage(duration: number): void {
    if (!this.reachable) return;
    const { agenda, random } = this.#world;
    this.#published = false;
    this.put({ type: 'network', up: false });
    for (const [link, pipe] of this.#pipes) {
      pipe.break(this);
      this.closed(link);
    }
    for (const link of this.#dials) this.dialled(link, null);
    agenda.after(duration, () => this.put({ type: 'network', up: true }));
    agenda.after(duration + random.between(500, 9000), () => this.publish());
  }

  put(input: Input): void {
    if (!this.#alive) return;
    this.#world.saw(this.#resident.id, input);
    this.#perform(this.engine.handle(input, this.#world.agenda.now));
    this.#world.lookInto(this.#core);
  }

  command(command: Command): Reply | null {
    this.#reply = null;
    this.put({ type: 'command', ref: 1, command });
    return this.#reply;
  }

  doom(deeds: number, what: Fall): void {
    this.#doom = { left: deeds, what };
  }

  pardon(): void {
    this.#doom = null;
  }

  end(what: Fall): void {
    if (!this.#alive) return;
    this.#alive = false;
    if (what === 'power') this.#cache.cutPower(this.#world.random);
    else this.#cache.sync();
    for (const pipe of this.#pipes.values()) pipe.break(this);
    this.#pipes.clear();
  }

  lines(link: LinkId, lines: readonly Uint8Array[]): void {
    if (!this.#alive) return;
    // As the driver does: one chunk is decided together and recorded in one transaction.
    const outputs: Output[] = [];
    for (const line of lines) {
      this.#world.saw(this.#resident.id, { type: 'line', link, line });
      for (const output of this.engine.handle({ type: 'line', link, line }, this.#world.agenda.now))
        outputs.push(output);
    }
    for (const output of this.engine.handle({ type: 'lines_done' }, this.#world.agenda.now))
      outputs.push(output);
    this.#perform(outputs);
    this.#world.lookInto(this.#core);
  }

  closed(link: LinkId): void {
    this.#pipes.delete(link);
    this.put({ type: 'closed', link });
  }

  accept(pipeTo: (holder: Holder, link: LinkId) => Pipe): Pipe {
    const link = this.#nextAccepted--;
    const pipe = pipeTo(this, link);
    this.#pipes.set(link, pipe);
    this.put({ type: 'accepted', link });
    return pipe;
  }

  #perform(outputs: readonly Output[]): void {
    let sendTo: LinkId | null = null;
    let lines: Uint8Array[] = [];
    const flush = () => {
      if (sendTo !== null) this.#pipes.get(sendTo)?.send(this, lines);
      sendTo = null;
      lines = [];
    };
    let before: Deed | null = null;
    for (const deed of this.#world.discipline(deedsOf(outputs))) {
      const doomed = this.#doom !== null && this.#doom.left-- === 0;
      const dies = this.#world.gaps?.pass(before, deed, doomed) ?? doomed;
      before = deed;
      if (deed.type === 'send' && deed.link === sendTo && !dies) {
        lines.push(deed.bytes);
        continue;
      }
      flush();
      if (dies) return this.#resident.fall(this.#doom?.what ?? 'power');
      if (deed.type === 'write') this.#cache.write(deed.changes);
      else if (deed.type === 'sync') this.#cache.sync();
      else if (deed.type === 'send') {
        sendTo = deed.link;
        lines.push(deed.bytes);
      } else this.#effect(deed);
      if (!this.#alive) return;
    }
    flush();
  }

  #effect(output: Exclude<Output, { type: 'send' | 'save' }>): void {
    switch (output.type) {
      // Residents are alone with their ids: they publish unasked.
      case 'publish':
      case 'withdraw':
        return;
      case 'dial':
        this.#dials.add(output.link);
        return this.#world.dial(this, output);
      case 'close': {
        this.#dials.delete(output.link);
        this.#pipes.get(output.link)?.close(this);
        this.#pipes.delete(output.link);
        return;
      }
      case 'wake':
        this.#wakeAt = output.at;
        // Timers of machines come a millisecond early now and then.
        return this.#world.agenda.at(output.at - (this.#world.random.chance(0.02) ? 1 : 0), () => {
          if (this.#wakeAt === output.at) this.put({ type: 'tick' });
        });
      case 'event':
        return this.#event(output.event);
      case 'reply':
        this.#reply = output.reply;
        return;
      case 'file_read':
      case 'file_close':
      case 'file_create':
      case 'file_write':
      case 'file_finish':
      case 'file_discard':
        return this.disk.perform(output);
      // Nobody shares anything in this world.
      case 'tunnel_arrived':
      case 'tunnels_cut':
        return;
      default:
        return output satisfies never;
    }
  }

  #event(event: Event): void {
    this.#world.happened(this.#resident.id, event);
  }

  /** The world's answer to a dial, unless it was withdrawn. */
  dialled(link: LinkId, pipe: (() => Pipe) | null): void {
    if (!this.#alive || !this.#dials.delete(link)) return;
    if (pipe === null) return this.put({ type: 'dial_failed', link, reason: 'failed' });
    this.#pipes.set(link, pipe());
    this.put({ type: 'connected', link });
  }
}
