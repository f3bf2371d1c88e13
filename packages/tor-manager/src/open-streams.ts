// The streams a network handed out and those still being dialled: when it closes, none is left.
import type { Socket } from 'node:net';

export interface OpenStreams {
  /** Keeps a stream until it closes. */
  keep(stream: Socket): Socket;
  closeAll(): void;
}

export function openStreams(): OpenStreams {
  const streams = new Set<Socket>();
  return {
    keep(stream) {
      streams.add(stream);
      stream.once('close', () => {
        streams.delete(stream);
      });
      return stream;
    },
    closeAll() {
      for (const stream of streams) stream.destroy();
    },
  };
}
