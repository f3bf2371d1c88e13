// Half a town and its meetings with the other half.
import { deserialize, serialize } from 'node:v8';
import type { SimEvent } from '../../event.ts';
import { Part } from '../part.ts';
import { HalfTown } from './half-town.ts';
import { lettersOf } from './letters.ts';
import { type Half, Meeting } from './meeting.ts';
import { WINDOW } from './window.ts';

export interface HalfOptions {
  readonly seed: number;
  readonly people: number;
  readonly shared: SharedArrayBuffer;
}

const NOTHING = new Uint8Array();
/** Half 1 waits for questions as long as nobody asks, half 0 only for what is on its way. */
const PATIENCE = [300_000, Number.POSITIVE_INFINITY] as const;

export class HalfPart extends Part<HalfTown> {
  readonly #meeting: Meeting;
  readonly #events: SimEvent[];

  constructor({ seed, people, shared }: HalfOptions, half: Half) {
    const events: SimEvent[] = [];
    super(
      (onEvent) => new HalfTown({ seed, people, onEvent }, half),
      (event) => events.push(event),
    );
    this.#events = events;
    this.#meeting = new Meeting(shared, half, PATIENCE[half]);
  }

  /** Blocks this thread until the other half is there, too. Throws when the other one has left, as all that follows. */
  live(until: number): void {
    const { town } = this;
    while (town.time < until) {
      town.run(Math.min(until, town.time + WINDOW));
      town.received(lettersOf(this.#meeting.exchange(town.sent())));
    }
  }

  /** What happened since the last time, in order. */
  happened(): SimEvent[] {
    return this.#events.splice(0);
  }

  /** To the other half, which listens. */
  say(what: unknown): void {
    this.#meeting.exchange(serialize(what));
  }

  /** What the other half says. */
  hear(): unknown {
    return deserialize(this.#meeting.exchange(NOTHING));
  }

  leave(): void {
    this.#meeting.leave();
  }
}
