// One client of the in-memory world: its disk outlives its runs.
import { type Engine, engineOver } from '../../engine/engine.ts';
import type { Command, Reply } from '../../engine/io/command.ts';
import { restore } from '../../engine/restore.ts';
import { RETURNING } from '../../engine/timing.ts';
import { FRESH_ACCOUNT } from '../../fresh-account.ts';
import type { TorchatId } from '../../identity/id.ts';
import { type MemoryStore, memoryStore } from '../memory-store.ts';
import { Run } from './run.ts';
import { Drive } from './drive.ts';
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
  drive = new Drive();
  run: Run | null = null;
  /** Milliseconds by which its clock is ahead of the world's. It never goes back: clients hold it against one that does not jump. */
  ahead = 0;
  /** Bytes of lines since its first start. */
  sent = 0;
  received = 0;
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
      now: agenda.now + this.ahead,
      voucherKey: new TextEncoder().encode(this.id.slice(0, 32)),
      seal: this.#onionKey === null ? null : { onionKey: this.#onionKey, crypto: this.#world.crypto },
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

  /** It ends in order. */
  quit(): void {
    this.run?.quit();
    this.run = null;
  }

  /** It will die between two deeds, after so many of them; the power of its machine goes, too, or not. */
  doom(deeds: number, what: Fall): void {
    this.run?.doom.set(deeds, what);
  }

  pardon(): void {
    this.onFall = () => undefined;
    this.run?.doom.lift();
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
    this.drive = new Drive();
    const returningUntil = this.#world.agenda.now + RETURNING;
    this.store.apply([{ type: 'voucher_book', book: { ...FRESH_ACCOUNT.voucherBook, returningUntil } }]);
  }

  command(command: Command): Reply | null {
    return this.run?.command(command) ?? null;
  }
}
