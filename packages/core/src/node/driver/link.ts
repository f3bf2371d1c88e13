// One TCP connection as the engine's inputs see it: lines in, bounded bytes out.
import type { Socket } from 'node:net';
import { CONGESTED_BYTES } from '../../engine/timing.ts';
import { LineSplitter } from '../../wire/line-splitter.ts';
import { FirstLine } from './first-line.ts';

const TUNNEL_OPEN = new TextEncoder().encode('tunnel_open ');

/** Unsent bytes at which a link is cut: far more than the engine sends to one that it knows to be congested. */
const MAX_UNSENT_BYTES = 8 << 20;

/** A tunnel's first line, with the longest names there are and every byte of its proof escaped. */
const MAX_FIRST_LINE = 512;

export interface LinkEvents {
  /** Called for each line; the bytes are valid during the call only. */
  line(line: Uint8Array): void;
  /** All lines of one chunk were handed over. */
  chunkDone(): void;
  overlong(): void;
  congested(): void;
  drained(): void;
  /** Once; nothing comes after it. */
  closed(): void;
}

export interface Link {
  send(bytes: Uint8Array): void;
  /** Between `hold` and `release` sent lines are gathered into few packets. */
  hold(): void;
  release(): void;
  /**
   * What was sent still goes out, for `linger` milliseconds at most; `events` is called no more.
   * Resolves when the socket is gone. A second call may shorten that.
   */
  close(linger: number): Promise<void>;
  destroy(): void;
  /** The socket with what came behind its first line, paused: the link is no more. Null where it is none of a tunnel. */
  detach(): { readonly socket: Socket; readonly early: Uint8Array } | null;
}

/** `accepted`: its first line may make it a tunnel, and then nothing behind that line is read as lines. */
export function openLink(socket: Socket, events: LinkEvents, { accepted = false } = {}): Link {
  let open = true;
  let congested = false;
  let first = accepted ? new FirstLine(TUNNEL_OPEN, MAX_FIRST_LINE) : null;
  const splitter = new LineSplitter({
    line: (line) => events.line(line),
    overlong: () => events.overlong(),
  });
  const end = () => {
    if (!open) return;
    open = false;
    splitter.close();
    socket.destroy();
    events.closed();
  };
  socket.setNoDelay(true);
  // The reason of an error is in nobody's interest: the engine learns that the link is gone.
  socket.on('error', () => undefined);
  const drained = () => {
    if (!congested || !open) return;
    congested = false;
    events.drained();
  };
  const data = (chunk: Uint8Array) => {
    if (!open) return;
    if (first === null) splitter.push(chunk);
    else if (first.push(chunk)) {
      const { line, rest } = first;
      // What follows is not for the engine: it waits for whoever takes the tunnel.
      if (line !== null) {
        socket.pause();
        events.line(line);
      } else {
        first = null;
        splitter.push(rest);
      }
    }
    events.chunkDone();
  };
  socket.on('close', end);
  socket.on('end', end);
  socket.on('drain', drained);
  socket.on('data', data);
  return {
    send(bytes) {
      if (!open) return;
      socket.write(bytes);
      if (socket.writableLength > MAX_UNSENT_BYTES) socket.destroy();
      else if (!congested && socket.writableLength >= CONGESTED_BYTES) {
        congested = true;
        events.congested();
      }
    },
    hold: () => socket.cork(),
    release: () => socket.uncork(),
    close(linger) {
      open = false;
      splitter.close();
      if (socket.closed) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      const end = setTimeout(() => socket.destroy(), linger);
      socket.once('close', () => {
        clearTimeout(end);
        resolve();
      });
      socket.destroySoon();
      return promise;
    },
    destroy() {
      open = false;
      splitter.close();
      socket.destroy();
    },
    detach() {
      if (first?.line == null) return null;
      open = false;
      splitter.close();
      socket.off('close', end).off('end', end).off('drain', drained).off('data', data);
      return { socket, early: first.rest };
    },
  };
}
