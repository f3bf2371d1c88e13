// A thread that lives through the seeds it is sent, one at a time.
import { parentPort } from 'node:worker_threads';
import { liveAnHour } from '@torchat/core/testing';

parentPort?.on('message', (seed: number) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(liveAnHour({ seed }));
});
