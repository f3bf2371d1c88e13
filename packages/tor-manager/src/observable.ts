// A value that tells its listeners when it changed: how states of networks and services are followed.

export interface Observable<T> {
  readonly current: T;
  /** Called at each change; returns its undo. */
  subscribe(listener: (value: T) => void): () => void;
  /** Tells nobody when the value says the same as before. */
  set(value: T): void;
}

export function observable<T>(initial: T): Observable<T> {
  let current = initial;
  const listeners = new Set<{ readonly call: (value: T) => void }>();
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
      for (const { call } of [...listeners]) call(value);
    },
  };
}
