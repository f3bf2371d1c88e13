// The thread of the other half: does what it is asked, one thing after the other, and sleeps in between.
import { parentPort, workerData } from 'node:worker_threads';
import { HalfPart, type HalfOptions } from './half.ts';
import type { Answer, Question } from './questions.ts';

const half = new HalfPart(workerData as HalfOptions, 1);

function answer(question: Question): unknown {
  switch (question.ask) {
    case 'live':
      return half.live(question.until);
    case 'start':
      return half.start(question.person);
    case 'perform':
      return half.perform(question.deed);
    case 'begin':
      return half.breakIt(question.fault);
    case 'end':
      return half.mend(question.fault);
    case 'samples':
      return half.samples();
    default:
      return question satisfies never;
  }
}

// From now on whoever asks is answered, or told that nobody is here.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
parentPort?.postMessage('here');
try {
  // Until the thread is ended.
  for (;;) {
    const value = answer(half.hear() as Question);
    half.say({ value, events: half.happened() } satisfies Answer);
  }
} finally {
  half.leave();
}
