// Many seeds of the world of crashes on all cores: each thread takes from one line.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Crashes, Gaps } from '@torchat/core/testing';

type Counts = Pick<Gaps, 'passed' | 'struck' | 'seeds'>;
/** A life, with a moment in which somebody is to die, if wanted. */
export interface Asked {
  readonly seed: number;
  /** Files in place of texts. */
  readonly files: boolean;
  readonly target?: string;
}
export type Question = Asked | 'gaps';
export type Answer = Crashes | { readonly gaps: Counts };

export interface Lived {
  /** In no order. */
  readonly lives: readonly Crashes[];
  readonly gaps: Counts;
}

/** `done` is told how many are over, after each. */
export async function live(
  asked: readonly Asked[],
  signal: AbortSignal,
  done: (count: number) => void,
): Promise<Lived> {
  const line = [...asked];
  const lives: Crashes[] = [];
  const gaps = {
    passed: new Map<string, number>(),
    struck: new Map<string, number>(),
    seeds: new Map<string, number>(),
  };

  async function thread(): Promise<void> {
    const worker = new Worker(new URL('seeds.worker.ts', import.meta.url));
    const ask = async (question: Question): Promise<Answer> => {
      const answer = once(worker, 'message', { signal });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      worker.postMessage(question);
      const [given] = (await answer) as [Answer];
      return given;
    };
    try {
      for (let next = line.shift(); next !== undefined; next = line.shift()) {
        lives.push((await ask(next)) as Crashes);
        done(lives.length);
      }
      const counted = (await ask('gaps')) as Extract<Answer, { gaps: Counts }>;
      add(gaps.passed, counted.gaps.passed);
      add(gaps.struck, counted.gaps.struck);
      for (const [gap, seed] of counted.gaps.seeds) gaps.seeds.set(gap, seed);
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

/** Lives in which somebody dies in the moments that no death has met so far. */
export function unmet({ gaps }: Lived, files: boolean): Asked[] {
  const never = [...gaps.seeds].filter(([gap]) => !gaps.struck.has(gap));
  return never.map(([target, seed]) => ({ seed, files, target }));
}

export function both(one: Lived, other: Lived): Lived {
  const gaps = {
    passed: new Map(one.gaps.passed),
    struck: new Map(one.gaps.struck),
    seeds: new Map(other.gaps.seeds),
  };
  add(gaps.passed, other.gaps.passed);
  add(gaps.struck, other.gaps.struck);
  for (const [gap, seed] of one.gaps.seeds) gaps.seeds.set(gap, seed);
  return { lives: [...one.lives, ...other.lives], gaps };
}
