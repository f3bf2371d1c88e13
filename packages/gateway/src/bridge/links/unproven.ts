// The streams that have not proven who they are: few, and not for long.
import { SILENT_LIMIT, UNPROVEN_LIMIT, UNPROVEN_STREAMS, UNPROVEN_STREAMS_PER_ID } from '../limits.ts';

interface Waiting {
  close(): void;
}

export interface Unproven {
  /** A stream came; the one that waits longest goes when there are too many. */
  enter(stream: Waiting): void;
  /** It says who it is: that is worth more time, and a share of its own. */
  named(stream: Waiting, id: string): void;
  /** It has proven it, or is gone. */
  leave(stream: Waiting): void;
}

interface Place {
  readonly timer: NodeJS.Timeout;
  readonly id: string | null;
}

export function unproven(): Unproven {
  const places = new Map<Waiting, Place>();

  function put(stream: Waiting, id: string | null, limit: number): void {
    places.set(stream, { id, timer: setTimeout(() => close(stream), limit) });
  }
  function leave(stream: Waiting): void {
    clearTimeout(places.get(stream)?.timer);
    places.delete(stream);
  }
  function close(stream: Waiting): void {
    leave(stream);
    stream.close();
  }
  function keepTo(limit: number, streams: readonly Waiting[]): void {
    for (const stream of streams.slice(0, Math.max(0, streams.length - limit))) close(stream);
  }

  return {
    enter(stream) {
      put(stream, null, SILENT_LIMIT);
      keepTo(UNPROVEN_STREAMS, [...places.keys()]);
    },
    named(stream, id) {
      leave(stream);
      put(stream, id, UNPROVEN_LIMIT);
      const same = [...places].filter(([, place]) => place.id === id).map(([other]) => other);
      keepTo(UNPROVEN_STREAMS_PER_ID, same);
    },
    leave,
  };
}
