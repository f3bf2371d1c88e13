// Many seeds of the world of crashes on all cores: each thread takes from one line.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Crashes, Gaps } from '@torchat/core/testing';

type Counts = Pick<Gaps, 'passed' | 'struck'>;
export type Answer = Crashes | { readonly gaps: Counts };

export interface Lived {
  /** In no order. */
  readonly lives: readonly Crashes[];
  readonly gaps: Counts;
}

/** `done` is told how many are over, after each. */
export async function live(
  seeds: readonly number[],
  signal: AbortSignal,
  done: (count: number) => void,
): Promise<Lived> {
  const line = [...seeds];
  const lives: Crashes[] = [];
  const gaps = { passed: new Map<string, number>(), struck: new Map<string, number>() };

  async function thread(): Promise<void> {
    const worker = new Worker(new URL('seeds.worker.ts', import.meta.url));
    const ask = async (question: number | 'gaps'): Promise<Answer> => {
      const answer = once(worker, 'message', { signal });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      worker.postMessage(question);
      const [given] = (await answer) as [Answer];
      return given;
    };
    try {
      for (let seed = line.shift(); seed !== undefined; seed = line.shift()) {
        lives.push((await ask(seed)) as Crashes);
        done(lives.length);
      }
      const counted = (await ask('gaps')) as Extract<Answer, { gaps: Counts }>;
      add(gaps.passed, counted.gaps.passed);
      add(gaps.struck, counted.gaps.struck);
    } finally {
      await worker.terminate();
    }
  }

  await Promise.all(Array.from({ length: availableParallelism() }, thread));
  return { lives, gaps };
}

function add(to: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [name, count] of counts) to.set(name, (to.get(name) ?? 0) + count);
}
