// Effects carry their undo: what was acquired in a scope is given back when it closes, last first.
import { TorchatError } from '../errors.ts';

/** Something acquired and the way to give it back. */
export interface Held<T> {
  readonly value: T;
  undo(): void | Promise<void>;
}

export interface Scope extends AsyncDisposable {
  /** The labels of what is held, oldest first. */
  readonly held: readonly string[];
  /** Aborts when the scope begins to close: hand it to whatever waits inside. */
  readonly signal: AbortSignal;
  /**
   * Runs `acquire` and keeps its undo. A closed scope refuses with `cancelled` before acquiring; one that closes
   * meanwhile undoes what came late at once, and refuses too.
   */
  use<T>(label: string, acquire: (signal: AbortSignal) => Held<T> | Promise<Held<T>>): Promise<T>;
  /**
   * Undoes one after another, last first, after whatever is still being acquired (so `acquire` must never wait for it).
   * One failing undo does not stop the rest: all of them having run, rejects with an `AggregateError` of the failures. Idempotent.
   */
  close(): Promise<void>;
}

export function createScope(): Scope {
  const stack: { readonly label: string; readonly undo: () => void | Promise<void> }[] = [];
  const pending = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const failures: unknown[] = [];
  let closed: Promise<void> | undefined;

  async function undo(held: { undo: () => void | Promise<void> }): Promise<void> {
    try {
      await held.undo();
    } catch (failure) {
      failures.push(failure);
    }
  }

  async function acquireInto<T>(
    label: string,
    acquire: (signal: AbortSignal) => Held<T> | Promise<Held<T>>,
  ): Promise<T> {
    const held = await acquire(closing.signal);
    if (closing.signal.aborted) {
      await undo(held);
      throw refusal(label);
    }
    stack.push({ label, undo: () => held.undo() });
    return held.value;
  }

  async function closeAll(): Promise<void> {
    await Promise.allSettled(pending);
    for (let last = stack.pop(); last !== undefined; last = stack.pop()) await undo(last);
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be undone.');
  }

  function close(): Promise<void> {
    if (closed === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      // Before the abort: whoever hears it may ask for the end too.
      closed = promise;
      closing.abort(new TorchatError('cancelled', 'This was closed meanwhile.'));
      resolve(closeAll());
    }
    return closed;
  }

  return {
    get held() {
      return stack.map((entry) => entry.label);
    },
    signal: closing.signal,
    async use(label, acquire) {
      if (closing.signal.aborted) throw refusal(label);
      const acquiring = acquireInto(label, acquire);
      pending.add(acquiring);
      try {
        return await acquiring;
      } finally {
        pending.delete(acquiring);
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Runs a setup in a new scope; when it throws, the scope is closed first and the setup's error is the one that counts. */
export async function setUp<T>(setup: (scope: Scope) => Promise<T>): Promise<T> {
  const scope = createScope();
  try {
    return await setup(scope);
  } catch (failure) {
    await scope.close().catch(() => undefined);
    throw failure;
  }
}

function refusal(label: string): TorchatError {
  return new TorchatError('cancelled', `Closed before this was done: ${label}.`);
}
