// A thread that lives through the seeds it is sent, one after another, and in the end tells where it was struck.
import { parentPort } from 'node:worker_threads';
import { Gaps, liveThroughCrashes } from '@torchat/core/testing';
import type { Answer } from './live.ts';

const gaps = new Gaps();

parentPort?.on('message', (seed: number | 'gaps') => {
  const answer: Answer =
    seed === 'gaps'
      ? { gaps: { passed: gaps.passed, struck: gaps.struck } }
      : liveThroughCrashes({ seed, gaps });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(answer);
});
