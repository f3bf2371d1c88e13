// A client of the mock network: behaves like a tor of its own, its death and return included.
import { idOfExpandedKey, isExpandedKey, TorchatError } from '@torchat/core';
import type { NetworkState, OnionService, ServiceOptions, ServiceState } from '@torchat/core/node';
import { dialError } from '../dial/failures.ts';
import { observable } from '../observable.ts';
import { openStreams } from '../open-streams.ts';
import type { Directory } from './directory.ts';
import { mockDial } from './mock-dial.ts';
import type { MockClient, MockFaults } from './types.ts';

export interface MockWorld {
  readonly directory: Directory;
  readonly faults: MockFaults;
  readonly random: () => number;
}

const COMES_BACK_AFTER = 250;

interface Published extends OnionService {
  begin(): void;
  lose(): void;
}

export function mockClient(world: MockWorld, forget: () => void): MockClient {
  const state = observable<NetworkState>({ phase: 'starting', progress: 0, summary: 'Starting' });
  const services = new Map<string, Published>();
  const streams = openStreams();
  let life = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  function begin(): void {
    state.set({ phase: 'starting', progress: 50, summary: 'Loading relay descriptors' });
    timer = setTimeout(() => {
      state.set({ phase: 'ready', version: 'mock', warning: null });
    });
    for (const service of services.values()) service.begin();
  }

  function end(): void {
    clearTimeout(timer);
    life.abort();
    streams.closeAll();
  }

  async function close(): Promise<void> {
    if (state.current.phase === 'stopped') return;
    end();
    for (const service of services.values()) {
      service.lose();
      await service.withdraw();
    }
    state.set({ phase: 'stopped' });
    forget();
  }

  begin();
  return {
    get state() {
      return state.current;
    },
    subscribe: state.subscribe,
    async publish(options) {
      if (state.current.phase === 'stopped') throw new TorchatError('cancelled', 'Tor was stopped.');
      if (!isExpandedKey(options.key))
        throw new TorchatError('bad_request', 'This is no key of an onion service.');
      const service = mockService(world, options, () => services.delete(service.id));
      if (services.has(service.id))
        throw new TorchatError('bad_request', 'This onion service is published already.');
      services.set(service.id, service);
      if (!life.signal.aborted) service.begin();
      return service;
    },
    async dial(id, port, options) {
      if (life.signal.aborted) throw dialError('tor_unavailable');
      return streams.keep(await mockDial({ ...world, alive: life.signal }, id, port, options));
    },
    kill(milliseconds = COMES_BACK_AFTER) {
      if (state.current.phase === 'stopped') return;
      end();
      for (const service of services.values()) service.lose();
      state.set({
        phase: 'down',
        reason: 'Tor was killed (SIGKILL). It is started again now.',
        retryAt: Date.now() + milliseconds,
      });
      timer = setTimeout(() => {
        life = new AbortController();
        begin();
      }, milliseconds);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function mockService(world: MockWorld, options: ServiceOptions, forget: () => void): Published {
  const id = idOfExpandedKey(options.key);
  const state = observable<ServiceState>('publishing');
  let added: ReturnType<Directory['add']> | null = null;
  let timer: NodeJS.Timeout | undefined;
  return {
    id,
    get state() {
      return state.current;
    },
    subscribe: state.subscribe,
    begin() {
      state.set('publishing');
      timer = setTimeout(() => {
        added = world.directory.add(id, options.virtualPort, options.target);
        state.set('published');
      }, world.faults.delay);
    },
    lose() {
      clearTimeout(timer);
      added?.remove();
      added?.entry.streams.closeAll();
      added = null;
      state.set('lost');
    },
    async withdraw() {
      clearTimeout(timer);
      added?.remove();
      added = null;
      forget();
      state.set('withdrawn');
    },
  };
}
