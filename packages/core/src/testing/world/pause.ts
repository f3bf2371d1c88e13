// A time in which nothing happens: what would have happened waits, in its order.
export class Pause {
  #waiting: (() => void)[] | null = null;

  get on(): boolean {
    return this.#waiting !== null;
  }

  begin(): void {
    this.#waiting ??= [];
  }

  /** What waited, for the caller to do. */
  end(): readonly (() => void)[] {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    return waiting;
  }

  /** Whether this waits, too; if not, it is for the caller to do now. */
  holds(deed: () => void): boolean {
    this.#waiting?.push(deed);
    return this.on;
  }
}
