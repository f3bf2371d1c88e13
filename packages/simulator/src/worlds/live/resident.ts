// One person's client over all its lives: started, told what to do, struck, started again.
import { TorchatError } from '@torchat/core';
import { type PeerEvent, PeerProgram } from '../../peer/peer-program.ts';
import type { Guard } from '../../process/guard.ts';
import type { Person } from '../../scenario/cast.ts';
import type { Home } from './home.ts';

/** Seconds until a client that was started must be ready. */
const READY_WITHIN = 180;

export interface ResidentOptions {
  readonly person: Person;
  readonly home: Home;
  readonly guard?: Guard | undefined;
  readonly onEvent: (event: PeerEvent) => void;
  readonly onLife: (up: boolean) => void;
  readonly onError: (what: string) => void;
}

export class Resident {
  readonly person: Person;
  readonly home: Home;
  readonly #options: ResidentOptions;
  #program: PeerProgram | null = null;
  #up = false;
  #wanted = false;
  #stopping: Promise<void> = Promise.resolve();

  constructor(options: ResidentOptions) {
    this.#options = options;
    this.person = options.person;
    this.home = options.home;
  }

  /** Null: there is none. */
  get program(): PeerProgram | null {
    return this.#program;
  }

  get isUp(): boolean {
    return this.#up;
  }

  /** Resolves when it is on its way; `onLife` tells the rest. `ready` is called in this life once it is up. */
  async start(ready: () => void = () => undefined): Promise<void> {
    await this.#stopping;
    this.#wanted = true;
    void this.#begin(ready);
  }

  /** As `start`, where it ended by itself. */
  async startIfGone(): Promise<void> {
    if (this.#wanted && this.#program === null) await this.start();
  }

  async #begin(ready: () => void): Promise<void> {
    const { home, onError } = this.#options;
    try {
      await home.prepare();
      if (this.#wanted && this.#program === null) await this.#launch(ready);
    } catch (error) {
      // Whoever was killed on the way is not expected any more.
      if (this.#wanted) onError((error as Error).message);
    }
  }

  async #launch(ready: () => void): Promise<void> {
    const { home, guard, person, onEvent } = this.#options;
    const program = new PeerProgram({
      name: person.name,
      ...home.launch,
      ...(guard === undefined ? {} : { guard }),
      onEvent: (event) => {
        if (event.ev === 'ready' && this.#program === program) {
          this.#life(true);
          ready();
        }
        // One that is on its way out shows nobody anything any more; what it took and got still counts.
        if (this.#program === program || event.ev !== 'status') onEvent(event);
      },
    });
    this.#program = program;
    void this.#mourn(program);
    await program.next('get ready', READY_WITHIN, ({ ev }) => ev === 'ready');
  }

  say(...words: readonly string[]): boolean {
    if (!this.#up || this.#program === null) return false;
    this.#program.say(...words);
    return true;
  }

  /** In order; does not wait for the end, as the next `start` does. */
  quit(): void {
    this.#leave((program) => program.close());
  }

  async kill(): Promise<void> {
    this.#leave((program) => this.home.kill(program));
    await this.#stopping;
  }

  /** What it tells next that fits. Rejects with `timeout`, `internal`, or `bad_request` where it does not run. */
  next(what: string, seconds: number, matches: (event: PeerEvent) => boolean): Promise<PeerEvent> {
    if (this.#program === null)
      return Promise.reject(new TorchatError('bad_request', `${this.person.name} does not run.`));
    return this.#program.next(what, seconds, matches);
  }

  async #mourn(program: PeerProgram): Promise<void> {
    await program.ended;
    if (this.#program !== program) return;
    this.#program = null;
    this.#life(false);
    if (this.#wanted) this.#options.onError(`Its program ended by itself. ${program.lastWords}`.trim());
  }

  #leave(how: (program: PeerProgram) => Promise<void>): void {
    const program = this.#program;
    this.#wanted = false;
    if (program === null) return;
    this.#program = null;
    this.#life(false);
    this.#stopping = how(program);
  }

  #life(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    this.#options.onLife(up);
  }
}
