// Starts tor and keeps it running: the network of an account with a tor of its own.
import { resolve } from 'node:path';
import { TorchatError } from '@torchat/core';
import type { NetworkState, OnionNetwork } from '@torchat/core/node';
import { systemClock } from '../clock.ts';
import type { TorEvent } from '../control/events/event.ts';
import { dialler } from '../dial/dialler.ts';
import { findTor } from '../find/find-tor.ts';
import { versionWarning } from '../find/version.ts';
import { observable } from '../observable.ts';
import type { LaunchOptions } from '../options.ts';
import { serviceBook } from '../service/service-book.ts';
import { addressesOfMachine, watchAddresses } from './addresses.ts';
import { comingBack } from './coming-back.ts';
import { type Health, heard, newHealth, stateOf } from './health.ts';
import { pulse } from './pulse.ts';
import { startRun } from './run.ts';
import { watchSleep } from './sleep.ts';
import { supervise } from './supervisor.ts';
import { torFiles } from './torrc.ts';

const TO_LOOK = 'was ended, so that it looks for its network anew';
/** Milliseconds: an interface gets its addresses one after the other. */
const APART = 10_000;

/** Resolves when tor runs and obeys; bootstrap follows as states. Throws `tor_missing`, `tor_too_old`, `tor_failed`, `cancelled`. */
export async function launchTor(options: LaunchOptions): Promise<OnionNetwork> {
  const { path: binary, version } = await findTor({ path: options.binary });
  const files = torFiles(resolve(options.folder));
  let health: Health = newHealth(version, versionWarning(version));
  const state = observable<NetworkState>(stateOf(health));
  const services = serviceBook(systemClock);
  const back = comingBack(systemClock, services, () => void supervisor.run?.stop(TO_LOOK));
  const heartbeat = pulse(systemClock, (isHeard) => {
    // First: who hears that the network is back sees that services are published anew.
    if (isHeard) back.begin();
    tell({ ...health, heard: isHeard });
  });
  const streams = dialler({
    doubt: () => heartbeat.doubt(),
    // What comes of it shows in the dial.
    refresh: (id) => void supervisor.run?.control.command(`HSFETCH ${id}`).catch(() => undefined),
  });
  let since = 0;
  let closed: Promise<void> | null = null;

  function tell(next: Health): void {
    health = next;
    if (!closed) state.set(stateOf(health));
  }

  function onEvent(event: TorEvent): void {
    if (event.type === 'hs_desc') return services.heard(event);
    if (event.type === 'consensus') return services.consensusArrived();
    tell(heard(health, event));
    // tor is told when its network is back only by what it asks that network for.
    if (!health.live) heartbeat.doubt();
  }

  const supervisor = await supervise(
    {
      clock: systemClock,
      start(signal) {
        return startRun({ binary, files, extraTorrc: options.extraTorrc ?? [], signal, onEvent });
      },
      began(run) {
        since = systemClock.now();
        tell(health);
        services.attach(run.control);
        heartbeat.attach(run);
      },
      ended(reason, retryAt) {
        services.detach();
        heartbeat.detach();
        back.forget();
        health = { ...newHealth(version, versionWarning(version)), heard: !heartbeat.restarting };
        // Started again in a silence it is as silent as before.
        if (!closed && !heartbeat.restarting) state.set({ phase: 'down', reason, retryAt });
      },
    },
    options.signal,
  );

  const unwatch = watchSleep(systemClock, () => {
    // Whoever carried them has mostly forgotten them, and tells nobody.
    void supervisor.run?.beginAnew().catch(() => undefined);
    heartbeat.doubt();
    back.begin();
  });

  const leave = watchAddresses(systemClock, addressesOfMachine, () => {
    // One that did not reach its network until now tries it ever more seldom.
    if (health.progress < 100 && systemClock.now() - since >= APART) void supervisor.run?.stop(TO_LOOK);
    else heartbeat.moved();
  });

  async function end(): Promise<void> {
    unwatch();
    leave();
    back.forget();
    streams.close();
    await supervisor.close();
    services.close();
    state.set({ phase: 'stopped' });
  }

  function close(): Promise<void> {
    closed ??= end();
    return closed;
  }

  return {
    get state() {
      return state.current;
    },
    subscribe: state.subscribe,
    async publish(service) {
      if (closed) throw new TorchatError('cancelled', 'Tor was stopped.');
      return services.publish(service);
    },
    dial(id, port, dialOptions) {
      return streams.dial(supervisor.run?.socks ?? null, id, port, dialOptions);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
