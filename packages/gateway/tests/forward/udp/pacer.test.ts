import { describe, expect, test } from 'vitest';
import {
  DATAGRAM_COST,
  LATENESS,
  QUEUE_BYTES,
  REPORT_EVERY,
  WAIT_SHARE,
  WINDOW_LEAST,
  WINDOW_MOST,
} from '../../../src/forward/limits.ts';
import { Pacer } from '../../../src/forward/udp/pacer.ts';

const SIZE = 1000;

/** A pacer on a clock of the test's, with what it sent. */
function paced(start = 0) {
  const time = { now: start };
  const gone: { seq: number; at: number; waited: number }[] = [];
  const pacer = new Pacer({
    clock: () => time.now >>> 0,
    write: ({ seq, at, waited, bytes }) => {
      gone.push({ seq, at, waited });
      return bytes.length;
    },
  });
  let seq = 0;
  return {
    pacer,
    time,
    gone,
    offer: (size = SIZE) => pacer.offer({ seq: seq++, bytes: new Uint8Array(size), at: time.now >>> 0 }),
  };
}

describe('a pacer', () => {
  test('sends at once while little is on its way, and waits when the window is full', () => {
    const { pacer, gone, offer } = paced();
    for (let at = 0; at < 100; at++) offer();
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.length * SIZE).toBeLessThanOrEqual(WINDOW_LEAST);
    expect(pacer.dropped).toBe(0);
    pacer.reported({ seq: (gone.at(-1)?.seq ?? 0) >>> 0, held: 0, above: 0 });
    expect(gone.length * SIZE).toBeGreaterThan(WINDOW_LEAST);
    expect(gone.map(({ seq }) => seq)).toEqual(gone.map((_, at) => at));
  });

  test('drops the oldest where more waits than it keeps, empty ones too', () => {
    for (const size of [0, SIZE]) {
      const { pacer, offer } = paced();
      for (let at = 0; at < 20_000; at++) offer(size);
      expect(pacer.held).toBeLessThanOrEqual(QUEUE_BYTES + WINDOW_LEAST + DATAGRAM_COST + size);
      expect(pacer.dropped + pacer.sent + QUEUE_BYTES / DATAGRAM_COST).toBeGreaterThan(20_000 - 1000);
    }
  });

  test('drops what has waited so long that it would come too late', () => {
    const { pacer, time, gone, offer } = paced();
    for (let at = 0; at < 100; at++) offer();
    const before = gone.length;
    time.now += WAIT_SHARE * LATENESS + 1;
    offer();
    expect(pacer.dropped).toBe(100 - before);
  });

  test('lets one larger than the window go when nothing else is on its way', () => {
    const { gone, offer } = paced();
    offer(65_507);
    offer(65_507);
    expect(gone.length).toBe(1);
  });

  test('counts on over the end of 32 bits', () => {
    const { pacer, time, gone } = paced(2 ** 32 - 100);
    for (let at = 0; at < 500; at++) {
      const seq = (2 ** 32 - 250 + at) >>> 0;
      pacer.offer({ seq, bytes: new Uint8Array(100), at: time.now >>> 0 });
      pacer.reported({ seq, held: 0, above: 0 });
      time.now++;
    }
    expect(gone.length).toBe(500);
    expect(pacer.dropped).toBe(0);
  });

  test('twice as much as the way carries: most of what it carries arrives in time', () => {
    // The way: 200 bytes a millisecond, 100 ms there and 100 back, first come first served.
    const [rate, delay, seconds] = [200, 100, 20];
    const { pacer, time, gone, offer } = paced();
    let free = 0;
    let served = 0;
    const arrivals: {
      readonly seq: number;
      readonly at: number;
      readonly queued: number;
      readonly waited: number;
    }[] = [];
    const reports: { readonly due: number; readonly report: Parameters<Pacer['reported']>[0] }[] = [];
    let got = { seq: 0, above: Number.POSITIVE_INFINITY, at: 0 };
    let inTime = 0;
    for (time.now = 0; time.now < seconds * 1000; time.now++) {
      if (time.now % 5 === 0) for (let more = 0; more < 2; more++) offer();
      for (; served < gone.length; served++) {
        const { seq, at, waited } = gone[served] as (typeof gone)[number];
        free = Math.max(free, at) + SIZE / rate;
        arrivals.push({ seq, at: free + delay, queued: free - at, waited });
      }
      for (let first = arrivals[0]; first !== undefined && first.at <= time.now; first = arrivals[0]) {
        arrivals.shift();
        got = { seq: first.seq, above: Math.min(got.above, Math.floor(first.queued)), at: time.now };
        if (first.queued + first.waited <= LATENESS) inTime += SIZE;
      }
      if (time.now % REPORT_EVERY === 0 && got.above < Number.POSITIVE_INFINITY) {
        reports.push({
          due: time.now + delay,
          report: { seq: got.seq, held: time.now - got.at, above: got.above },
        });
        got = { ...got, above: Number.POSITIVE_INFINITY };
      }
      for (let first = reports[0]; first !== undefined && first.due <= time.now; first = reports[0]) {
        reports.shift();
        pacer.reported(first.report);
      }
    }
    expect(inTime / (rate * seconds * 1000)).toBeGreaterThan(0.7);
  });

  test('bounds what is under way for somebody who reports everything at once', () => {
    const { pacer, offer, gone } = paced();
    for (let at = 0; at < 50_000; at++) {
      offer();
      pacer.reported({ seq: (gone.at(-1)?.seq ?? 0) >>> 0, held: 0xffff_ffff, above: 0 });
    }
    for (let at = 0; at < 10_000; at++) offer();
    expect(pacer.held).toBeLessThanOrEqual(WINDOW_MOST + QUEUE_BYTES + SIZE + DATAGRAM_COST);
  });
});
