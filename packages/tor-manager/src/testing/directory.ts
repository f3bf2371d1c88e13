// Who is published on the mock network, and the streams that lead there.
import type { TorchatId } from '@torchat/core';
import type { ServiceTarget } from '@torchat/core/node';
import { type OpenStreams, openStreams } from '../open-streams.ts';

interface Entry {
  readonly target: ServiceTarget;
  readonly streams: OpenStreams;
}

export interface Directory {
  /** The newest entry for an address wins; the undo leaves streams that are open alone. */
  add(
    id: TorchatId,
    port: number,
    target: ServiceTarget,
  ): { readonly entry: Entry; readonly remove: () => void };
  find(id: TorchatId, port: number): Entry | 'not_published' | 'port_refused';
  hide(id: TorchatId): () => void;
}

export function directory(): Directory {
  const services = new Map<TorchatId, Map<number, Entry>>();
  const hidden = new Map<TorchatId, number>();
  return {
    add(id, port, target) {
      const entry: Entry = { target, streams: openStreams() };
      const ports = services.get(id) ?? new Map<number, Entry>();
      services.set(id, ports.set(port, entry));
      return {
        entry,
        remove() {
          if (ports.get(port) !== entry) return;
          ports.delete(port);
          if (ports.size === 0 && services.get(id) === ports) services.delete(id);
        },
      };
    },
    find(id, port) {
      const ports = services.get(id);
      if (!ports || (hidden.get(id) ?? 0) > 0) return 'not_published';
      return ports.get(port) ?? 'port_refused';
    },
    hide(id) {
      hidden.set(id, (hidden.get(id) ?? 0) + 1);
      let undone = false;
      return () => {
        if (undone) return;
        undone = true;
        const left = (hidden.get(id) ?? 1) - 1;
        if (left === 0) hidden.delete(id);
        else hidden.set(id, left);
      };
    },
  };
}
