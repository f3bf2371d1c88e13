// What one contact may take of our shares: connections at once, bytes a second by waiting, bytes a day to the end of the day.
import type { ShareLimit, SpentDay } from '@torchat/core';

type Bounds = Omit<ShareLimit, 'contact' | 'spent'>;

/** Opens and shuts for whoever moves bytes: those that are over the rate are waited for afterwards. */
export interface Gate {
  /** Nothing more may be read for now. */
  readonly shut: boolean;
  /** These moved. */
  take(bytes: number): void;
  /** Calls the listener each time it opens again; returns its undo. */
  onOpen(listener: () => void): () => void;
}

const DAY = 86_400_000;
/** A small rate and many who took ahead make a wait that no timer holds. */
const LONGEST_NAP = 60_000;
const UNBOUNDED: Bounds = { connections: null, bytesPerSecond: null, bytesPerDay: null };

export class Quota implements Gate {
  readonly #clock: () => number;
  readonly #spent: () => void;
  readonly #listeners = new Set<() => void>();
  #bounds: Bounds = UNBOUNDED;
  /** What may be taken at once: at most a second's worth, below zero what was taken ahead. */
  #room = 0;
  #roomAt: number;
  #today = 0;
  #day = 0;
  #timer: NodeJS.Timeout | null = null;

  /** `clock`: milliseconds since 1970. `spent` is called when the bytes of a day are used up. */
  constructor(clock: () => number, spent: () => void) {
    this.#clock = clock;
    this.#spent = spent;
    this.#roomAt = clock();
  }

  set bounds(bounds: Bounds | null) {
    const rate = this.#bounds.bytesPerSecond;
    this.#bounds = bounds ?? UNBOUNDED;
    if (this.#bounds.bytesPerSecond === rate) return;
    this.#room = this.#bounds.bytesPerSecond ?? 0;
    this.#roomAt = this.#clock();
    this.#open();
  }

  /** What was used of this day. */
  get spent(): SpentDay {
    const bytes = this.#usedToday();
    return { day: this.#day, bytes };
  }

  /** So much was used before this program ran; of another day it counts for nothing. */
  set spent({ day, bytes }: SpentDay) {
    [this.#day, this.#today] = [day, bytes];
  }

  /** Whether one more connection may begin beside this many. */
  allows(connections: number): boolean {
    return connections < (this.#bounds.connections ?? Number.POSITIVE_INFINITY) && !this.exhausted;
  }

  /** The bytes of this day are used up. */
  get exhausted(): boolean {
    const { bytesPerDay } = this.#bounds;
    return bytesPerDay !== null && this.#usedToday() >= bytesPerDay;
  }

  get shut(): boolean {
    return this.#bounds.bytesPerSecond !== null && this.#refilled() < 0;
  }

  take(bytes: number): void {
    const before = this.exhausted;
    this.#today = this.#usedToday() + bytes;
    if (this.#bounds.bytesPerSecond !== null) {
      this.#room = this.#refilled() - bytes;
      if (this.#room < 0) this.#wakeLater(this.#bounds.bytesPerSecond);
    }
    if (!before && this.exhausted) this.#spent();
  }

  /** For what cannot wait: takes the bytes, or says that they are lost. */
  pass(bytes: number): boolean {
    if (this.shut || this.exhausted) return false;
    this.take(bytes);
    return true;
  }

  onOpen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    // What still moves while all ends arms no timer any more.
    this.#bounds = UNBOUNDED;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #usedToday(): number {
    const day = Math.floor(this.#clock() / DAY);
    if (day !== this.#day) [this.#day, this.#today] = [day, 0];
    return this.#today;
  }

  #refilled(): number {
    const rate = this.#bounds.bytesPerSecond ?? 0;
    const now = this.#clock();
    // A clock that was set back gives nothing.
    this.#room = Math.min(rate, this.#room + (Math.max(0, now - this.#roomAt) * rate) / 1000);
    this.#roomAt = now;
    return this.#room;
  }

  #wakeLater(rate: number): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = null;
        if (this.shut) this.#wakeLater(rate);
        else this.#open();
      },
      Math.min(LONGEST_NAP, Math.ceil((-this.#room * 1000) / rate)),
    );
  }

  #open(): void {
    for (const listener of this.#listeners) listener();
  }
}
