// A network whose tor starts in the background: what waits for it waits, and a missing tor is a state, not a crash.
import { setTimeout as pause } from 'node:timers/promises';
import { TorchatError } from '@torchat/core';
import { DialError, type NetworkState, type OnionNetwork } from '@torchat/core/node';

export interface LaunchLaterOptions {
  /** Rejects with a `TorchatError` whose sentence becomes the reason of state `down`. */
  readonly launch: (signal: AbortSignal) => Promise<OnionNetwork>;
  /** Aborting fails everything that waits, as closing does, before this network's turn to be closed has come. */
  readonly signal?: AbortSignal;
  /** Milliseconds between two tries. */
  readonly retryPause?: number;
}

export function launchLater({ launch, signal, retryPause = 30_000 }: LaunchLaterOptions): OnionNetwork {
  const listeners = new Set<(state: NetworkState) => void>();
  const stop = new AbortController();
  const stopped = Promise.withResolvers<never>();
  // Nobody need be waiting for a network that never comes.
  stopped.promise.catch(() => undefined);
  stop.signal.addEventListener('abort', () =>
    stopped.reject(new TorchatError('cancelled', 'Tor was stopped before this was done.')),
  );
  const arrival = Promise.withResolvers<OnionNetwork>();
  let inner: OnionNetwork | undefined;
  let state: NetworkState = { phase: 'starting', progress: 0, summary: 'Starting tor' };
  let closed: Promise<void> | undefined;

  function become(next: NetworkState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  /** Null: this try failed, and the state says why. */
  async function attempt(): Promise<OnionNetwork | null> {
    try {
      return await launch(stop.signal);
    } catch (failure) {
      if (!stop.signal.aborted)
        become({ phase: 'down', reason: sentenceOf(failure), retryAt: Date.now() + retryPause });
      return null;
    }
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const launched = await attempt();
      if (launched === null) {
        await pause(retryPause, undefined, { signal: stop.signal }).catch(() => undefined);
        continue;
      }
      inner = launched;
      if (stop.signal.aborted) break;
      launched.subscribe(become);
      become(launched.state);
      arrival.resolve(launched);
      return;
    }
  }

  const running = run();
  const abort = (): void => stop.abort();
  signal?.addEventListener('abort', abort);

  async function close(): Promise<void> {
    stop.abort();
    signal?.removeEventListener('abort', abort);
    await running;
    await inner?.close();
    if (state.phase !== 'stopped') become({ phase: 'stopped' });
    listeners.clear();
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish: (options) =>
      Promise.race([arrival.promise.then((network) => network.publish(options)), stopped.promise]),
    async dial(id, port, options) {
      if (inner === undefined || stop.signal.aborted)
        throw new DialError(
          'tor_unavailable',
          'Tor is not running yet; contacts are dialled as soon as it is.',
        );
      return inner.dial(id, port, options);
    },
    close: () => (closed ??= close()),
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}

function sentenceOf(failure: unknown): string {
  return failure instanceof TorchatError ? failure.message : 'Tor could not be started.';
}
