// A thousand hours of ten clients in memory: how long they take, whether any broke, and whether a seed repeats itself.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Account } from '@torchat/core/testing';
import type { Bench, Benchmark } from '../../figure.ts';

const MOST_SECONDS = 180;
const THREADS = 2;
const AGAIN = 20;

export const world: Benchmark = {
  name: 'world',
  profile: 'none',
  deadline: 900,
  async run(bench) {
    const count = bench.quick ? 40 : 1000;
    const seeds = Array.from({ length: count }, (_, at) => at + 1);
    const started = performance.now();
    const first = await live(seeds, bench);
    const took = (performance.now() - started) / 1000;
    const every = Math.max(1, Math.floor(count / AGAIN));
    const second = await live(
      seeds.filter((seed) => seed % every === 0),
      bench,
    );
    const broken = [...first.values()].filter((account) => account.broken.length > 0);
    for (const { seed, broken: how } of broken) bench.say(`seed ${seed}: ${how[0]}`);
    const texts = [...first.values()].reduce((sum, account) => sum + account.texts, 0);
    bench.say(`${count} seeds, ${texts} texts, ${(took / count).toFixed(3)} s a seed.`);
    const strayed = [...second].filter(([seed, { hash }]) => first.get(seed)?.hash !== hash).length;
    return [
      {
        name: `in-memory world, ${count} seeds`,
        unit: 's',
        ours: took,
        target: `<= ${MOST_SECONDS} s for 1,000`,
        holds: (took * 1000) / count <= MOST_SECONDS,
      },
      {
        name: 'seeds that broke a promise',
        unit: 'seeds',
        ours: broken.length,
        target: '0',
        holds: broken.length === 0,
      },
      {
        name: `of ${second.size} seeds lived again, with another log`,
        unit: 'seeds',
        ours: strayed,
        target: '0',
        holds: strayed === 0,
      },
    ];
  },
};

/** The accounts of the seeds; two threads take from one line. */
async function live(seeds: readonly number[], { signal, say }: Bench): Promise<Map<number, Account>> {
  const line = [...seeds];
  const accounts = new Map<number, Account>();
  async function thread(): Promise<void> {
    const worker = new Worker(new URL('seeds.worker.ts', import.meta.url));
    try {
      for (let seed = line.shift(); seed !== undefined; seed = line.shift()) {
        const account = answerOf(worker, signal);
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
        worker.postMessage(seed);
        accounts.set(seed, await account);
        if (accounts.size % 100 === 0) say(`${accounts.size} of ${seeds.length} seeds.`);
      }
    } finally {
      await worker.terminate();
    }
  }
  await Promise.all(Array.from({ length: THREADS }, thread));
  return accounts;
}

/** Rejects when the thread throws, or the signal aborts. */
async function answerOf(worker: Worker, signal: AbortSignal): Promise<Account> {
  const [account] = (await once(worker, 'message', { signal })) as [Account];
  return account;
}
