import { TorchatError } from '@torchat/core';
import type { NetworkState, OnionNetwork } from '@torchat/core/node';
import { describe, expect, it } from 'vitest';
import { launchLater } from '../../src/network/launch-later.ts';
import { someId } from '../support/fake-client.ts';

const READY: NetworkState = { phase: 'ready', version: '0.4.9.11', warning: null };

interface FakeNetwork extends OnionNetwork {
  readonly calls: string[];
  become(state: NetworkState): void;
}

function fakeNetwork(): FakeNetwork {
  let state: NetworkState = { phase: 'starting', progress: 10, summary: 'Connecting' };
  const listeners = new Set<(state: NetworkState) => void>();
  const calls: string[] = [];
  return {
    calls,
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    become(next) {
      state = next;
      for (const listener of listeners) listener(next);
    },
    publish: () => Promise.reject(new Error(`publish ${calls.push('publish')}`)),
    dial: () => Promise.reject(new Error(`dial ${calls.push('dial')}`)),
    close: async () => void calls.push('close'),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** Resolves with the next state of this phase. */
function phase(network: OnionNetwork, wanted: NetworkState['phase']): Promise<NetworkState> {
  const { promise, resolve } = Promise.withResolvers<NetworkState>();
  const undo = network.subscribe((state) => {
    if (state.phase !== wanted) return;
    undo();
    resolve(state);
  });
  return promise;
}

const dial = (network: OnionNetwork): Promise<unknown> =>
  network.dial(someId(1), 11_009, { isolation: 'x', deadline: 1_000 });
const publish = (network: OnionNetwork): Promise<unknown> =>
  network.publish({ key: new Uint8Array(64), virtualPort: 11_009, target: { port: 1 } });

describe('a network that is launched later', () => {
  it('is starting at once, and refuses dials until tor is there', async () => {
    await using network = launchLater({ launch: (signal) => aborted(signal) });
    expect(network.state).toMatchObject({ phase: 'starting', progress: 0 });
    await expect(dial(network)).rejects.toMatchObject({ code: 'dial_failed', reason: 'tor_unavailable' });
  });

  it('passes states on, and dials and publishes through what was launched', async () => {
    const inner = fakeNetwork();
    await using network = launchLater({ launch: async () => inner });
    await expect(publish(network)).rejects.toThrow('publish 1');
    const ready = phase(network, 'ready');
    inner.become(READY);
    expect(await ready).toEqual(READY);
    await expect(dial(network)).rejects.toThrow('dial 2');
  });

  it('is down with the reason when tor is missing, and tries again', async () => {
    let tries = 0;
    const inner = fakeNetwork();
    await using network = launchLater({
      retryPause: 1,
      launch: async () => {
        tries += 1;
        if (tries === 1) throw new TorchatError('tor_missing', 'tor is not installed.');
        return inner;
      },
    });
    expect(await phase(network, 'down')).toMatchObject({
      reason: 'tor is not installed.',
      retryAt: expect.any(Number),
    });
    expect(await phase(network, 'starting')).toMatchObject({ progress: 10 });
  });

  it('ends a launch under way when it is closed, and fails what waited', async () => {
    const network = launchLater({ launch: (signal) => aborted(signal) });
    const waiting = expect(publish(network)).rejects.toMatchObject({ code: 'cancelled' });
    await network.close();
    await waiting;
    expect(network.state).toEqual({ phase: 'stopped' });
  });

  it('closes a tor that came while it was closing', async () => {
    const inner = fakeNetwork();
    const late = Promise.withResolvers<OnionNetwork>();
    const network = launchLater({ launch: () => late.promise });
    const closed = network.close();
    late.resolve(inner);
    await closed;
    expect(inner.calls).toEqual(['close']);
  });

  it('stops waiting for the next try when it is closed', async () => {
    const network = launchLater({
      retryPause: 1_000_000,
      launch: () => Promise.reject(new TorchatError('tor_missing', 'tor is not installed.')),
    });
    await phase(network, 'down');
    await network.close();
    expect(network.state.phase).toBe('stopped');
  });
});

/** A launch that only ends by being given up. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new TorchatError('cancelled', 'Given up.')));
  });
}
