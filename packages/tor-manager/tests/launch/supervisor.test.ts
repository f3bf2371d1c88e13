import { TorchatError } from '@torchat/core';
import { expect, it } from 'vitest';
import type { TorRun } from '../../src/launch/run.ts';
import { supervise } from '../../src/launch/supervisor.ts';
import { virtualClock } from '../helpers/virtual-clock.ts';

interface FakeRun extends TorRun {
  die(why: string): void;
}

function fakeRun(): FakeRun {
  const { promise, resolve } = Promise.withResolvers<string>();
  return {
    ended: promise,
    die: resolve,
    stop: async () => resolve('ended by itself'),
  } as unknown as FakeRun;
}

/** A supervised tor whose starts follow a script: `ok`, or the reason it does not start. */
async function scene(script: readonly string[]) {
  const clock = virtualClock();
  const runs: FakeRun[] = [];
  const said: { reason: string; wait: number }[] = [];
  let changed = Promise.withResolvers<void>();
  const happened = async (): Promise<void> => {
    await changed.promise;
    changed = Promise.withResolvers<void>();
  };
  const starts = [...script];
  const supervisor = await supervise({
    clock,
    async start() {
      const next = starts.shift() ?? 'ok';
      if (next !== 'ok') throw new TorchatError('tor_failed', next);
      const run = fakeRun();
      runs.push(run);
      return run;
    },
    began: () => changed.resolve(),
    ended(reason, retryAt) {
      said.push({ reason, wait: retryAt - clock.now() });
      changed.resolve();
    },
  });
  await happened();
  return { clock, runs, said, supervisor, happened };
}

it('starts tor again at once the first time, then after growing pauses', async () => {
  const { clock, runs, said, supervisor, happened } = await scene(['ok', 'Bad 1.', 'Bad 2.', 'Bad 3.', 'ok']);
  runs[0]?.die('was killed (SIGKILL)');
  for (const pause of [250, 1000, 2000, 4000]) {
    await happened();
    clock.advance(pause);
  }
  await happened();
  expect(said).toEqual([
    { reason: 'Tor was killed (SIGKILL). It is started again now.', wait: 250 },
    { reason: 'Bad 1. It is started again in 1 second.', wait: 1000 },
    { reason: 'Bad 2. It is started again in 2 seconds.', wait: 2000 },
    { reason: 'Bad 3. It is started again in 4 seconds.', wait: 4000 },
  ]);
  expect(supervisor.run).toBe(runs[1]);
  await supervisor.close();
});

it('waits a minute at most', async () => {
  const { clock, runs, said, supervisor, happened } = await scene(['ok', ...Array<string>(10).fill('Bad.')]);
  runs[0]?.die('x');
  for (let at = 0; at < 11; at++) {
    await happened();
    clock.advance(60_000);
  }
  await happened();
  expect(Math.max(...said.map(({ wait }) => wait))).toBe(60_000);
  await supervisor.close();
});

it('begins a new series after one that ran', async () => {
  const { clock, runs, said, supervisor, happened } = await scene(['ok', 'Bad.', 'ok']);
  runs[0]?.die('x');
  await happened();
  clock.advance(250);
  await happened();
  clock.advance(1000);
  await happened();
  clock.advance(5000);
  runs[1]?.die('y');
  await happened();
  expect(said.at(-1)).toEqual({ reason: 'Tor y. It is started again now.', wait: 250 });
  await supervisor.close();
  expect(clock.waiting).toBe(0);
});

it('throws what keeps tor from its first start', async () => {
  await expect(scene(['Tor is broken.'])).rejects.toMatchObject({ message: 'Tor is broken.' });
});

it('starts nothing any more once it closes, not even after a pause', async () => {
  const { clock, runs, supervisor, happened } = await scene(['ok']);
  runs[0]?.die('x');
  await happened();
  await supervisor.close();
  clock.advance(120_000);
  expect(runs).toHaveLength(1);
  expect(supervisor.run).toBeNull();
});
