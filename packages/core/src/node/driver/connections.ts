// The sockets of a running client under the engine's names for them: dialled, accepted, open, and on their way out.
import type { Socket } from 'node:net';
import type { Input } from '../../engine/io/input.ts';
import type { LinkId } from '../../engine/io/keys.ts';
import type { Output } from '../../engine/io/output.ts';
import { DialError } from '../network.ts';
import { type Link, type LinkEvents, openLink } from './link.ts';

/** How long what was said before a close may take to leave, milliseconds; shorter when all are closed together. */
const LINGER = 5000;
const LAST_LINGER = 1000;

export interface ConnectionsOptions {
  readonly dial: (dial: Extract<Output, { type: 'dial' }>, signal: AbortSignal) => Promise<Socket>;
  readonly put: (input: Input) => void;
  /** One line; the bytes are valid during the call only. */
  readonly onLine: (link: LinkId, line: Uint8Array) => void;
  /** All lines of one chunk were handed over. */
  readonly onChunkDone: () => void;
}

export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #links = new Map<LinkId, Link>();
  readonly #dials = new Map<LinkId, AbortController>();
  /** Links whose bytes wait for `release`. */
  readonly #held = new Set<Link>();
  /** Closed links that still have something to say. */
  readonly #leaving = new Map<Link, Promise<void>>();
  #nextAccepted: LinkId = -1;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  get open(): LinkId[] {
    return [...this.#links.keys()];
  }

  accept(socket: Socket): void {
    const link = this.#nextAccepted--;
    this.#enter(link, socket, true);
    this.#options.put({ type: 'accepted', link });
  }

  dial(wish: Extract<Output, { type: 'dial' }>): void {
    const { link } = wish;
    const controller = new AbortController();
    this.#dials.set(link, controller);
    void this.#options
      .dial(wish, controller.signal)
      .finally(() => this.#dials.delete(link))
      .then(
        (socket) => this.#dialled(link, socket, controller.signal),
        (error: unknown) => this.#dialFailed(link, error, controller.signal),
      );
  }

  #dialled(link: LinkId, socket: Socket, signal: AbortSignal): void {
    if (signal.aborted) {
      socket.destroy();
      return;
    }
    // It may have ended before it came here, and then it says so no more.
    if (socket.destroyed) return this.#options.put({ type: 'dial_failed', link, reason: 'failed' });
    this.#enter(link, socket, false);
    this.#options.put({ type: 'connected', link });
  }

  #dialFailed(link: LinkId, error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const reason = error instanceof DialError ? error.reason : 'failed';
    this.#options.put({ type: 'dial_failed', link, reason });
  }

  #enter(id: LinkId, socket: Socket, accepted: boolean): void {
    const { put, onLine, onChunkDone } = this.#options;
    const events: LinkEvents = {
      line: (line) => onLine(id, line),
      chunkDone: onChunkDone,
      overlong: () => put({ type: 'overlong', link: id }),
      congested: () => put({ type: 'congested', link: id }),
      drained: () => put({ type: 'drained', link: id }),
      closed: () => {
        this.#links.delete(id);
        this.#held.delete(link);
        put({ type: 'closed', link: id });
      },
    };
    const link = openLink(socket, events, { accepted });
    this.#links.set(id, link);
  }

  /** Gathers what is sent until `release`, so that many lines leave in few packets. */
  send(id: LinkId, bytes: Uint8Array): void {
    const link = this.#links.get(id);
    if (link === undefined) return;
    if (!this.#held.has(link)) {
      link.hold();
      this.#held.add(link);
    }
    link.send(bytes);
  }

  release(): void {
    for (const link of this.#held) link.release();
    this.#held.clear();
  }

  /** Also withdraws a dial. What was sent before still goes out. */
  close(id: LinkId): void {
    this.#dials.get(id)?.abort();
    this.#dials.delete(id);
    const link = this.#links.get(id);
    if (link === undefined) return;
    this.#links.delete(id);
    if (this.#held.delete(link)) link.release();
    const gone = link.close(LINGER);
    this.#leaving.set(link, gone);
    void gone.then(() => this.#leaving.delete(link));
  }

  /** Takes the link's socket out: it is a tunnel from now on. Null where it has just closed. */
  detach(id: LinkId): ReturnType<Link['detach']> | null {
    const link = this.#links.get(id);
    const stream = link?.detach() ?? null;
    if (stream === null) this.close(id);
    else this.#links.delete(id);
    return stream;
  }

  closeAll(): void {
    for (const id of [...this.#dials.keys(), ...this.#links.keys()]) this.close(id);
    for (const link of this.#leaving.keys()) void link.close(LAST_LINGER);
  }

  /** At once: nothing that was not sent yet goes out. */
  destroyAll(): void {
    for (const link of this.#links.values()) link.destroy();
    this.#links.clear();
    this.#held.clear();
    this.closeAll();
  }

  /** Resolves when the last closed socket is gone. */
  async gone(): Promise<void> {
    await Promise.all(this.#leaving.values());
  }
}
