import { expect, it } from 'vitest';
import type { ControlConnection } from '../../src/control/connection.ts';
import { pulse } from '../../src/launch/pulse.ts';
import { virtualClock } from '../helpers/virtual-clock.ts';

const LOOK = 2500;
const settled = (): Promise<void> => new Promise(setImmediate);

/** A tor that has read so many bytes, and what was asked of it. */
function listening(start = 100_000) {
  const tor = {
    bytes: start,
    told: 0,
    looks: 0,
    fetched: [] as string[],
    renewed: [] as number[],
    ends: [] as number[],
  };
  const control: ControlConnection = {
    open: true,
    closed: new Promise(() => undefined),
    get written() {
      return tor.told;
    },
    onEvent: () => undefined,
    close: () => undefined,
    async command(line) {
      if (line.startsWith('HSFETCH ')) tor.fetched.push(line.slice('HSFETCH '.length));
      else tor.looks += 1;
      return { status: 250, lines: [{ text: `traffic/read=${tor.bytes}`, data: null }] };
    },
  };
  const clock = virtualClock();
  const told: boolean[] = [];
  const heartbeat = pulse(clock, (heard) => told.push(heard));
  const run = {
    control,
    async beginAnew() {
      tor.renewed.push(tor.looks);
    },
    async stop() {
      tor.ends.push(tor.looks);
    },
  };
  heartbeat.attach(run);
  /** The one that was made to end is gone, and the next one has read so many bytes. */
  async function startAgain(bytes = 0): Promise<void> {
    heartbeat.detach();
    Object.assign(tor, { bytes, told: 0 });
    heartbeat.attach({ ...run });
    await settled();
  }
  /** `perLook`: bytes that come between two looks. */
  async function pass(looks: number, perLook: number): Promise<void> {
    for (let look = 0; look < looks; look++) {
      tor.bytes += perLook;
      clock.advance(LOOK);
      await settled();
    }
  }
  /** The same, and a tor that was made to end is followed by another. */
  async function endure(count: number, perLook: number): Promise<void> {
    for (let look = 0; look < count; look++) {
      await pass(1, perLook);
      if (heartbeat.restarting) await startAgain();
    }
  }
  return { tor, clock, told, heartbeat, pass, endure, startAgain };
}

it('asks tor nothing while nobody doubts', async () => {
  const { tor, clock, pass } = listening();
  await pass(100, 0);
  expect(tor).toMatchObject({ looks: 0, fetched: [] });
  expect(clock.waiting).toBe(0);
});

it('looks for half a minute, and rests with the next sign of life', async () => {
  const { tor, clock, told, heartbeat, pass } = listening();
  heartbeat.doubt();
  await settled();
  // As seldom as padding comes to an idle tor.
  for (let times = 0; times < 4; times++) {
    await pass(4, 22);
    await pass(1, 1600);
  }
  expect(tor).toMatchObject({ looks: 16, fetched: [] });
  expect(clock.waiting).toBe(0);
  expect(told).toEqual([]);
});

it('begins only one row of looks, and a new doubt makes it longer', async () => {
  const { tor, heartbeat, pass } = listening();
  heartbeat.doubt();
  heartbeat.doubt();
  await settled();
  await pass(5, 600);
  heartbeat.doubt();
  await pass(30, 600);
  expect(tor.looks).toBe(6 + 13);
});

it('makes an idle tor ask its network for what nobody has, and believes what comes', async () => {
  const { tor, clock, told, heartbeat, pass } = listening();
  heartbeat.doubt();
  await settled();
  // What a test network's tor counts of our own questions is no sign of life.
  await pass(5, 22);
  expect(tor.fetched).toEqual([]);
  await pass(1, 22);
  expect(tor.fetched).toEqual([expect.stringMatching(/^[a-z2-7]{55}d$/u)]);
  await pass(1, 600);
  expect(clock.waiting).toBe(0);
  expect(told).toEqual([]);
});

it('tells within 25 s that nothing is heard, and at the next look that something is', async () => {
  const { tor, clock, told, heartbeat, pass, endure } = listening();
  heartbeat.doubt();
  await settled();
  await pass(8, 0);
  expect(told).toEqual([]);
  await pass(1, 0);
  expect(told).toEqual([false]);
  await endure(400, 22);
  expect(told).toEqual([false]);
  // It goes on asking, never for the same address.
  expect(new Set(tor.fetched).size).toBe(tor.fetched.length);
  expect(tor.fetched.length).toBeGreaterThan(30);
  await pass(1, 543);
  expect(told).toEqual([false, true]);
  expect(clock.waiting).toBe(0);
});

it('makes connections anew once in a silence, after 40 s, then starts tor again each 20 s', async () => {
  const { tor, told, clock, heartbeat, pass, endure, startAgain } = listening();
  heartbeat.doubt();
  await settled();
  await pass(15, 0);
  expect(tor.renewed).toEqual([]);
  await pass(1, 0);
  // The first look sees what came before.
  expect(tor.renewed).toEqual([17]);
  await pass(8, 0);
  expect(tor.ends).toEqual([25]);
  // Nothing is asked of one that ends.
  await pass(2, 0);
  expect(tor.looks).toBe(25);
  expect(heartbeat.restarting).toBe(true);
  await startAgain();
  expect(heartbeat.restarting).toBe(false);
  await pass(7, 0);
  expect(tor.ends).toEqual([25, 33]);
  await startAgain();
  expect(told).toEqual([false]);
  await pass(1, 3000);
  expect(told).toEqual([false, true]);
  expect(clock.waiting).toBe(0);
  heartbeat.doubt();
  await settled();
  await endure(320, 0);
  expect(tor.renewed).toHaveLength(2);
});

it('takes a tor that ends by itself in a silence, or is not started again, for a new one', async () => {
  const { tor, told, clock, heartbeat, pass, startAgain } = listening();
  heartbeat.doubt();
  await settled();
  await pass(12, 0);
  await startAgain();
  expect(clock.waiting).toBe(0);
  heartbeat.doubt();
  await settled();
  // It counts nothing yet.
  expect(clock.waiting).toBe(0);
  tor.bytes = 5000;
  heartbeat.doubt();
  await settled();
  await pass(24, 0);
  expect(heartbeat.restarting).toBe(true);
  heartbeat.detach();
  expect(heartbeat.restarting).toBe(true);
  // The start failed.
  heartbeat.detach();
  expect(heartbeat.restarting).toBe(false);
  expect(told).toEqual([false, false]);
});

it('starts tor again soon where the machine is in another network', async () => {
  const { tor, told, heartbeat, pass, startAgain } = listening();
  heartbeat.doubt();
  await settled();
  await pass(6, 0);
  heartbeat.moved();
  await pass(1, 0);
  expect(tor.ends).toHaveLength(1);
  expect(told).toEqual([false]);
  await startAgain();
  await pass(1, 3000);
  expect(told).toEqual([false, true]);
});

it('takes nothing for a sign of life that we told tor ourselves', async () => {
  const { tor, told, heartbeat, pass } = listening();
  heartbeat.doubt();
  await settled();
  await pass(4, 22);
  // A service that is published anew.
  tor.told += 700;
  await pass(1, 722);
  await pass(4, 22);
  expect(told).toEqual([false]);
});

it('does not trust a tor that counts nothing', async () => {
  const { clock, told, heartbeat, pass } = listening(0);
  heartbeat.doubt();
  await settled();
  await pass(50, 0);
  expect(told).toEqual([]);
  expect(clock.waiting).toBe(0);
});

it('forgets its doubt with its tor, and listens to the next one', async () => {
  const { tor, clock, told, heartbeat, pass } = listening();
  heartbeat.doubt();
  await settled();
  await pass(5, 0);
  heartbeat.detach();
  expect(clock.waiting).toBe(0);
  heartbeat.doubt();
  await settled();
  expect(tor.looks).toBe(6);
  expect(told).toEqual([]);
});
