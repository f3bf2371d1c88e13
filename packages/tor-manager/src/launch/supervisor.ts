// Keeps one tor running: when it ends, it is started again after a pause.
import { TorchatError } from '@torchat/core';
import type { Clock } from '../clock.ts';
import { pauses } from './pauses.ts';
import type { TorRun } from './run.ts';

export interface SupervisorOptions {
  readonly start: (signal: AbortSignal) => Promise<TorRun>;
  began(run: TorRun): void;
  /** tor is gone: why and what happens next, and when (milliseconds since 1970). */
  ended(reason: string, retryAt: number): void;
  readonly clock: Clock;
}

export interface Supervisor {
  /** The running tor, null while there is none. */
  readonly run: TorRun | null;
  close(): Promise<void>;
}

/** Resolves when tor runs for the first time; what keeps it from that is thrown. */
export async function supervise(options: SupervisorOptions, signal?: AbortSignal): Promise<Supervisor> {
  const { start, clock } = options;
  const closing = new AbortController();
  const series = pauses();
  let run: TorRun | null = null;

  async function restart(why: string, ran: number): Promise<TorRun | null> {
    let reason = why;
    let lasted = ran;
    while (!closing.signal.aborted) {
      const pause = series.next(lasted);
      options.ended(`${reason} ${nextStart(pause)}`, clock.now() + pause);
      await sleep(clock, pause, closing.signal);
      if (closing.signal.aborted) return null;
      try {
        return await start(closing.signal);
      } catch (failure) {
        reason = failure instanceof TorchatError ? failure.message : 'Tor could not be started.';
        lasted = 0;
      }
    }
    return null;
  }

  async function keep(first: TorRun): Promise<void> {
    for (let current: TorRun | null = first; current; ) {
      run = current;
      const since = clock.now();
      options.began(current);
      if (closing.signal.aborted) await current.stop();
      const why = await current.ended;
      run = null;
      current = await restart(`Tor ${why}.`, clock.now() - since);
    }
  }

  const first = await start(signal ? AbortSignal.any([signal, closing.signal]) : closing.signal);
  const kept = keep(first);
  return {
    get run() {
      return run;
    },
    async close() {
      closing.abort();
      await run?.stop();
      await kept;
    },
  };
}

function nextStart(pause: number): string {
  if (pause < 1000) return 'It is started again now.';
  return `It is started again in ${pause / 1000} ${pause === 1000 ? 'second' : 'seconds'}.`;
}

function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      undo();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const undo = clock.after(milliseconds, done);
    signal.addEventListener('abort', done);
  });
}
