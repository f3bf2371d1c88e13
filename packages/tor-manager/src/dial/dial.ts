// A dial as its caller sees it: some tries on circuits of their own, the first that gets through wins.
//
// Why: tor gives up building a rendezvous circuit in less time than its own estimate of a slow one, three times in a row
// with bad luck, and then tells nobody. The visitor's tor waits two minutes for what will never come (8 of 100 first
// dials on a private network, tor 0.4.9.11); a second try beside it is through in a moment.
import type { Socket } from 'node:net';
import type { DialFailure, TorchatId } from '@torchat/core';
import { DialError, type DialOptions } from '@torchat/core/node';
import type { CredentialBook } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { dialError } from './failures.ts';
import type { DialPatience } from './patience.ts';
import { tryOnce } from './try-once.ts';

export interface DialTools {
  readonly book: CredentialBook;
  readonly patience: DialPatience;
  /** Asks for the service's descriptor anew, where that is possible. */
  readonly refresh: (id: TorchatId) => void;
  /** A dial waits longer than it should. */
  readonly doubt: () => void;
  /** Aborts when the network closes. */
  readonly closing: AbortSignal;
}

const TRIES = 5;
/** What the directories answer is not told per dial: it is there by now, or this dial goes by what was remembered. */
const REFETCH = 5000;
/** The third try comes as long after the second as that after the first; then twice as long, four times. */
const GROWTH = 2;
/** What another circuit may cure. */
const CURABLE: ReadonlySet<DialFailure> = new Set<DialFailure>([
  'bad_descriptor',
  'introduction_failed',
  'rendezvous_failed',
  'timeout',
  'failed',
]);

/**
 * A stream to `<id>.onion:<port>`, paused, with every byte that came so far still in it. Rejects with `DialError`.
 */
export function dial(
  endpoint: Endpoint,
  id: TorchatId,
  port: number,
  options: DialOptions,
  tools: DialTools,
): Promise<Socket> {
  const { isolation, deadline, signal, probing = false, once = false, refetch = false } = options;
  const tries = once ? 1 : TRIES;
  const { book, patience, closing } = tools;
  const first = book.series(isolation);
  const over = new AbortController();
  let started = 0;
  let running = 0;
  let refreshed = Number.NEGATIVE_INFINITY;
  let next: NodeJS.Timeout | undefined;

  return new Promise((resolve, reject) => {
    function settle(series: number): boolean {
      if (over.signal.aborted) return false;
      clearTimeout(next);
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      closing.removeEventListener('abort', unavailable);
      book.prefer(isolation, series);
      over.abort();
      return true;
    }
    function fail(reason: DialFailure): void {
      if (settle(CURABLE.has(reason) ? book.fresh() : first)) reject(dialError(reason));
    }
    function through(stream: Socket, series: number, began: number): void {
      const now = performance.now();
      // What a try spent on an old descriptor says nothing of the next dial's circuits.
      patience.learn(Math.min(now - began, now - refreshed));
      if (settle(series)) resolve(stream);
      else stream.destroy();
    }
    function failed(failure: unknown): void {
      running -= 1;
      const reason = failure instanceof DialError ? failure.reason : 'failed';
      if (!mayBeCured(reason, started) || (probing && reason === 'introduction_failed')) fail(reason);
      else if (started < tries) start();
      else if (running === 0) fail(reason);
      // The rest waits longer than those that were told why not: most often for what will never come.
      else next ??= setTimeout(() => fail(reason), patience.now);
    }
    // An introduction point may still answer for a service that has long moved on: then tor keeps its old descriptor
    // as long as that one is left, and every try waits in vain.
    function again(): void {
      tools.doubt();
      tools.refresh(id);
      refreshed = performance.now();
      start();
    }
    function start(): void {
      clearTimeout(next);
      if (over.signal.aborted) return;
      const series = started === 0 ? first : book.fresh();
      const began = performance.now();
      started += 1;
      running += 1;
      const destination = { host: `${id}.onion`, port };
      tryOnce(endpoint, destination, book.credentials(isolation, series), over.signal).then(
        (stream) => through(stream, series, began),
        failed,
      );
      const late = patience.now * GROWTH ** Math.max(0, started - 2);
      next = once ? setTimeout(tools.doubt, late) : started < tries ? setTimeout(again, late) : undefined;
    }
    const cancel = (): void => fail('cancelled');
    const unavailable = (): void => fail('tor_unavailable');

    const timer = setTimeout(() => fail('timeout'), deadline);
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    closing.addEventListener('abort', unavailable, { once: true });
    if (refetch) {
      tools.refresh(id);
      next = setTimeout(start, REFETCH);
    } else start();
    return undefined;
  });
}

/**
 * A directory that does not have the descriptor spoils tor's answer even when the next one has it (0.4.9.11), so
 * `not_published` is asked twice; where it is true, tor knows the second time without asking anybody.
 */
function mayBeCured(reason: DialFailure, tries: number): boolean {
  return CURABLE.has(reason) || (reason === 'not_published' && tries === 1);
}
