// A thread that lives through the seeds it is sent, one after another, and in the end tells where it was struck.
import { parentPort } from 'node:worker_threads';
import { Gaps, liveThroughCrashes } from '@torchat/core/testing';
import type { Answer, Question } from './live.ts';

const gaps = new Gaps();

parentPort?.on('message', (question: Question) => {
  const { passed, struck, seeds } = gaps;
  const answer: Answer =
    question === 'gaps' ? { gaps: { passed, struck, seeds } } : liveThroughCrashes({ ...question, gaps });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(answer);
});
