// All onion services of one network: handed to every new tor, told of its events.
import { TorchatError } from '@torchat/core';
import type { OnionService, ServiceOptions } from '@torchat/core/node';
import type { Clock } from '../clock.ts';
import type { ControlConnection } from '../control/connection.ts';
import type { HsDescEvent } from '../control/events/hs-desc.ts';
import { type ManagedService, onionService } from './onion-service.ts';

export interface ServiceBook {
  /** Resolves once a tor took the key, now or when there is one again. Rejects when it refuses, or the book closes before. */
  publish(options: ServiceOptions): Promise<OnionService>;
  attach(control: ControlConnection): void;
  detach(): void;
  heard(event: HsDescEvent): void;
  /** See `ManagedService`. */
  returned(): void;
  consensusArrived(): void;
  /** One of them at least was handed to tor while it went by a consensus from before a turn, see turns.ts. */
  readonly early: boolean;
  close(): void;
}

interface Entry {
  readonly service: ManagedService;
  /** Settled by the first tor that answers. */
  readonly taken: PromiseWithResolvers<void>;
}

export function serviceBook(clock: Clock): ServiceBook {
  const entries = new Map<string, Entry>();
  let control: ControlConnection | null = null;

  async function hand(entry: Entry, to: ControlConnection): Promise<void> {
    try {
      await entry.service.attach(to);
      entry.taken.resolve();
    } catch (failure) {
      // A tor that died over it says nothing about the key: the next one is asked again.
      if (to.open) entry.taken.reject(failure);
    }
  }

  return {
    async publish(options) {
      const service = onionService(options, clock, () => entries.delete(service.id));
      if (entries.has(service.id))
        throw new TorchatError('bad_request', 'This onion service is published already.');
      const entry = { service, taken: Promise.withResolvers<void>() };
      entries.set(service.id, entry);
      if (control) void hand(entry, control);
      try {
        await entry.taken.promise;
      } catch (failure) {
        await service.withdraw();
        throw failure;
      }
      return service;
    },
    attach(to) {
      control = to;
      for (const entry of entries.values()) void hand(entry, to);
    },
    detach() {
      control = null;
      for (const { service } of entries.values()) service.detach();
    },
    heard(event) {
      entries.get(event.address)?.service.heard(event);
    },
    returned() {
      for (const { service } of entries.values()) service.returned();
    },
    consensusArrived() {
      for (const { service } of entries.values()) service.consensusArrived();
    },
    get early() {
      return [...entries.values()].some(({ service }) => service.early);
    },
    close() {
      for (const { service, taken } of entries.values()) {
        void service.withdraw();
        taken.reject(new TorchatError('cancelled', 'Tor was stopped before it took the onion service.'));
        // Rejecting what nobody waits for any more is no failure.
        taken.promise.catch(() => undefined);
      }
    },
  };
}
