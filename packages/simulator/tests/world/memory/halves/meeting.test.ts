import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { Meeting, meetingPlace, OTHER_HAS_ENDED } from '../../../../src/world/memory/halves/meeting.ts';

/** The other half: gives so many bytes of its turn at each meeting, tells how many it got, and leaves. */
const OTHER = `
import { parentPort, workerData } from 'node:worker_threads';
const { Meeting } = await import(workerData.module);
const meeting = new Meeting(workerData.shared, 1);
const got = [];
for (const [turn, size] of workerData.sizes.entries()) {
  const bytes = meeting.exchange(new Uint8Array(size).fill(turn));
  got.push([bytes.length, bytes.every((byte) => byte === 100 + turn)]);
}
meeting.leave();
parentPort.postMessage(got);
`;

test('each gets what the other gave, however much that is, and learns that it left', async () => {
  const shared = meetingPlace();
  const here = [0, 5, 3_000_000, 1 << 20, 17];
  const there = [3, 0, 10, 1 << 20, 2_500_000];
  const module = new URL('../../../../src/world/memory/halves/meeting.ts', import.meta.url).href;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(OTHER)}`), {
    workerData: { shared, module, sizes: there },
  });
  const told = once(worker, 'message');
  await once(worker, 'online');
  const meeting = new Meeting(shared, 0);
  for (const [turn, size] of here.entries()) {
    const bytes = meeting.exchange(new Uint8Array(size).fill(100 + turn));
    expect(bytes).toHaveLength(there[turn] as number);
    expect(bytes.every((byte) => byte === turn)).toBe(true);
  }
  expect(await told).toEqual([here.map((size) => [size, true])]);
  expect(() => meeting.exchange(new Uint8Array(1))).toThrow(OTHER_HAS_ENDED);
  await worker.terminate();
});

test('what was given before leaving is still received', () => {
  const shared = meetingPlace();
  const [here, there] = [new Meeting(shared, 0), new Meeting(shared, 1)];
  // It comes to a meeting of which the other end learns only when it has left.
  const halves = new Int32Array(shared, 0, 2);
  Atomics.store(halves, 0, 1);
  expect(there.exchange(new Uint8Array([7]))).toHaveLength(0);
  there.leave();
  expect([...here.exchange(new Uint8Array(0))]).toEqual([7]);
  expect(() => here.exchange(new Uint8Array(0))).toThrow(OTHER_HAS_ENDED);
});
