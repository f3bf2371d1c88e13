// A value that tells its listeners when it changed: how states of networks and services are followed.

export interface Observable<T> {
  readonly current: T;
  /** Called at each change; returns its undo. */
  readonly subscribe: (this: void, listener: (value: T) => void) => () => void;
  /** Tells nobody when the value says the same as before. */
  set(value: T): void;
}

export function observable<T>(initial: T): Observable<T> {
  let current = initial;
  const listeners = new Set<{ readonly call: (value: T) => void }>();
  const untold: T[] = [];

  // A listener may set the next value: all hear of it after this one, so that everybody sees the same order.
  function tell(): void {
    for (const value of untold) for (const { call } of listeners) call(value);
  }

  return {
    get current() {
      return current;
    },
    subscribe(listener) {
      const entry = { call: listener };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    set(value) {
      if (JSON.stringify(value) === JSON.stringify(current)) return;
      current = value;
      if (untold.push(value) > 1) return;
      try {
        tell();
      } finally {
        untold.length = 0;
      }
    },
  };
}
