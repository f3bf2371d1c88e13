// Carries bytes between two sockets as a network does: counted, and held while nothing passes. Nobody is told that it is held.
import type { Socket } from 'node:net';
import { Transform } from 'node:stream';

export interface Route {
  /** Whether anything passes at this moment. */
  passes(): boolean;
  /** So many bytes went from the near to the far end. */
  went(bytes: number): void;
  came(bytes: number): void;
}

/** Everything that is carried between people of a world. */
export class Lines {
  readonly #waiting = new Set<() => void>();

  /** Until both sockets are closed; ends and breaks reach the other end as bytes do, late where it is held. */
  carry(near: Socket, far: Socket, route: Route): void {
    this.#carryOneWay(near, far, route, (bytes) => route.went(bytes));
    this.#carryOneWay(far, near, route, (bytes) => route.came(bytes));
  }

  /** Something was cut or healed: what waits tries again. */
  changed(): void {
    for (const goOn of this.#waiting) goOn();
  }

  /** Resolves when something passes. Rejects when the signal is aborted before. */
  passage(route: Route, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#waiting.delete(tried);
        reject(new Error('Nobody waits for it any more.'));
      };
      const tried = (): void => {
        if (!route.passes()) return;
        this.#waiting.delete(tried);
        signal.removeEventListener('abort', stop);
        resolve();
      };
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.add(tried);
      tried();
    });
  }

  #carryOneWay(from: Socket, to: Socket, route: Route, count: (bytes: number) => void): void {
    const whenItPasses = (then: () => void): void => {
      const tried = (): void => {
        if (!route.passes()) return;
        this.#waiting.delete(tried);
        then();
      };
      this.#waiting.add(tried);
      tried();
    };
    const way = new Transform({
      transform(chunk: Uint8Array, _, done) {
        whenItPasses(() => {
          count(chunk.length);
          done(null, chunk);
        });
      },
    });
    for (const socket of [from, to]) socket.on('error', () => undefined);
    from.pipe(way).pipe(to);
    from.once('close', () =>
      whenItPasses(() => {
        // What came whole goes out whole; what broke ends the other at once.
        if (from.readableEnded) way.end(() => to.destroySoon());
        else to.destroySoon();
      }),
    );
  }
}
