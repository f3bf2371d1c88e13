// The tunnels under way, each of which ends when its contact or its share goes, or the account closes.
import type { TorchatId } from '@torchat/core';
import type { OpenedStream } from './open-stream.ts';

interface Running {
  readonly contact: TorchatId;
  /** The name of our share that it leads to; null for those that we opened. */
  readonly share: string | null;
  readonly stop: AbortController;
}

export class RunningTunnels {
  readonly #running = new Set<Running>();
  #open = true;

  /** Runs the work with a signal that aborts when the tunnel is cut. */
  async run<T>(
    contact: TorchatId,
    share: string | null,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const running = { contact, share, stop: new AbortController() };
    if (!this.#open) running.stop.abort();
    this.#running.add(running);
    try {
      return await work(running.stop.signal);
    } finally {
      this.#running.delete(running);
    }
  }

  /** Opens a stream to the contact that is destroyed when it is cut. */
  async opened(
    contact: TorchatId,
    open: (signal: AbortSignal) => Promise<OpenedStream>,
  ): Promise<OpenedStream> {
    const opened = Promise.withResolvers<OpenedStream>();
    void this.run(contact, null, async (signal) => {
      try {
        const stream = await open(signal);
        const destroy = (): void => void stream.socket.destroy();
        signal.addEventListener('abort', destroy);
        opened.resolve(stream);
        if (!stream.socket.closed) await new Promise((gone) => void stream.socket.once('close', gone));
      } catch (failure) {
        opened.reject(failure);
      }
    });
    return opened.promise;
  }

  /** Of this contact to all our shares. */
  countOf(contact: TorchatId): number {
    let count = 0;
    for (const running of this.#running) if (running.contact === contact && running.share !== null) count++;
    return count;
  }

  /** Those of the contact to this share of ours; with null all of it, on both sides. */
  cut(contact: TorchatId, share: string | null): void {
    for (const running of this.#running)
      if (running.contact === contact && (share === null || running.share === share)) running.stop.abort();
  }

  /** All of the contact to our shares. */
  cutShares(contact: TorchatId): void {
    for (const running of this.#running)
      if (running.contact === contact && running.share !== null) running.stop.abort();
  }

  close(): void {
    this.#open = false;
    for (const { stop } of this.#running) stop.abort();
  }
}
