import { onionKeyOfSeed, TorchatError } from '@torchat/core';
import { describe, expect, it } from 'vitest';
import type { ControlConnection } from '../../src/control/connection.ts';
import { ASK_VOTES } from '../../src/control/replies/votes.ts';
import { serviceBook } from '../../src/service/service-book.ts';
import { virtualClock } from '../helpers/virtual-clock.ts';

const KEY = onionKeyOfSeed(new Uint8Array(32).fill(1));
const OPTIONS = { key: KEY.expanded, virtualPort: 11009, target: { path: '/run/chat.sock' } };
const settled = (): Promise<void> => new Promise(setImmediate);

const HOUR = 3_600_000;

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** What tor says of its consensus in a network that votes each hour. */
function votes(last: number) {
  const lines = [`consensus/valid-after=${timeOf(last)}`, `consensus/fresh-until=${timeOf(last + HOUR)}`];
  return lines.map((text) => ({ text, data: null }));
}

interface FakeControl extends ControlConnection {
  readonly commands: string[];
}

/** A control port that says of every ADD_ONION what it is told to. */
function fakeControl(id: string, refuse = false, consensus = 0): FakeControl {
  const commands: string[] = [];
  return {
    commands,
    open: true,
    closed: new Promise(() => undefined),
    written: 0,
    onEvent: () => undefined,
    close: () => undefined,
    async command(line) {
      if (line === ASK_VOTES) return { status: 250, lines: votes(consensus) };
      commands.push(line);
      if (refuse) throw new TorchatError('tor_control', 'Tor refused ADD_ONION: 512 no.');
      return { status: 250, lines: [{ text: `ServiceID=${id}`, data: null }] };
    },
  };
}

function uploaded(book: ReturnType<typeof serviceBook>): void {
  const common = { type: 'hs_desc', address: KEY.id, directory: 'a' } as const;
  book.heard({ ...common, action: 'UPLOAD', descriptor: 'd' });
  book.heard({ ...common, action: 'UPLOADED' });
}

it('hands tor the expanded key and the target', async () => {
  const book = serviceBook(virtualClock());
  const control = fakeControl(KEY.id);
  book.attach(control);
  const service = await book.publish(OPTIONS);
  const base64 = Buffer.from(KEY.expanded).toString('base64');
  expect(control.commands).toEqual([`ADD_ONION ED25519-V3:${base64} Port=11009,unix:/run/chat.sock`]);
  expect(service.id).toBe(KEY.id);
  expect(service.state).toBe('publishing');
});

it('waits for a tor when there is none', async () => {
  const book = serviceBook(virtualClock());
  const publishing = book.publish(OPTIONS);
  book.attach(fakeControl(KEY.id));
  expect((await publishing).id).toBe(KEY.id);
});

it('refuses a tor that answers with another address, and forgets the service', async () => {
  const book = serviceBook(virtualClock());
  const control = fakeControl(onionKeyOfSeed(new Uint8Array(32).fill(2)).id);
  book.attach(control);
  await expect(book.publish(OPTIONS)).rejects.toMatchObject({ code: 'tor_control' });
  expect(control.commands.at(-1)).toBe(`DEL_ONION ${KEY.id}`);
});

it('passes on what tor refuses', async () => {
  const book = serviceBook(virtualClock());
  book.attach(fakeControl(KEY.id, true));
  await expect(book.publish(OPTIONS)).rejects.toThrow(/512/u);
});

it('refuses a target that ADD_ONION cannot name', async () => {
  const book = serviceBook(virtualClock());
  await expect(book.publish({ ...OPTIONS, target: { path: '/a b/c.sock' } })).rejects.toMatchObject({
    code: 'bad_request',
  });
});

it('publishes again in every new tor', async () => {
  const book = serviceBook(virtualClock());
  book.attach(fakeControl(KEY.id));
  const service = await book.publish(OPTIONS);
  const states: string[] = [];
  service.subscribe((state) => states.push(state));
  uploaded(book);
  book.detach();
  const next = fakeControl(KEY.id);
  book.attach(next);
  await settled();
  uploaded(book);
  expect(states).toEqual(['published', 'lost', 'publishing', 'published']);
  expect(next.commands).toHaveLength(1);
});

it('publishes a stuck service anew, after growing pauses, until it is up', async () => {
  const clock = virtualClock();
  const book = serviceBook(clock);
  const control = fakeControl(KEY.id);
  book.attach(control);
  const service = await book.publish(OPTIONS);
  const cures = (): number => control.commands.filter((line) => line.startsWith('DEL_ONION')).length;
  for (const [pause, expected] of [
    [89_999, 0],
    [1, 1],
    [179_999, 1],
    [1, 2],
    [360_000, 3],
  ] as const) {
    clock.advance(pause);
    await settled();
    expect(cures()).toBe(expected);
  }
  uploaded(book);
  clock.advance(2 * 3600_000);
  await settled();
  expect(cures()).toBe(3);
  expect(service.state).toBe('published');
});

it('publishes anew when the next descriptor is overdue', async () => {
  const clock = virtualClock();
  const book = serviceBook(clock);
  const control = fakeControl(KEY.id);
  book.attach(control);
  const service = await book.publish(OPTIONS);
  uploaded(book);
  clock.advance(3 * 3600_000);
  await settled();
  expect(control.commands.filter((line) => line.startsWith('ADD_ONION'))).toHaveLength(2);
  expect(service.state).toBe('publishing');
});

it('leaves no timer and no waiting caller when it closes', async () => {
  const clock = virtualClock();
  const book = serviceBook(clock);
  const waiting = expect(book.publish(OPTIONS)).rejects.toMatchObject({ code: 'cancelled' });
  book.close();
  await waiting;
  expect(clock.waiting).toBe(0);
});

it('withdraws once, for good', async () => {
  const clock = virtualClock();
  const book = serviceBook(clock);
  const control = fakeControl(KEY.id);
  book.attach(control);
  const service = await book.publish(OPTIONS);
  await service.withdraw();
  await service.withdraw();
  expect(control.commands.filter((line) => line.startsWith('DEL_ONION'))).toHaveLength(1);
  book.detach();
  expect(service.state).toBe('withdrawn');
  expect(clock.waiting).toBe(0);
});

function published(control: FakeControl): string[] {
  return control.commands.map((line) => line.split(' ', 1)[0] ?? '');
}

async function away(hours: number) {
  const clock = virtualClock();
  // Nine in the evening.
  clock.advance(21 * HOUR);
  const book = serviceBook(clock);
  const control = fakeControl(KEY.id);
  book.attach(control);
  await book.publish(OPTIONS);
  uploaded(book);
  // The machine slept: its clock goes on, no timer is due.
  clock.sleep(hours * HOUR);
  control.commands.length = 0;
  return { book, control };
}

/** What tor is told when it gets the key on the second day at five, by a consensus of then, and afterwards a new one. */
async function afterTheNextConsensus(consensus: number): Promise<string[]> {
  const clock = virtualClock();
  clock.advance(29 * HOUR);
  const book = serviceBook(clock);
  const control = fakeControl(KEY.id, false, consensus);
  book.attach(control);
  await book.publish(OPTIONS);
  book.consensusArrived();
  await settled();
  return published(control);
}

describe('a tor that was without its network', () => {
  it('publishes anew when it returns, once', async () => {
    const { book, control } = await away(1);
    book.returned();
    await settled();
    expect(published(control)).toEqual(['DEL_ONION', 'ADD_ONION']);
    uploaded(book);
    book.returned();
    await settled();
    expect(published(control)).toHaveLength(2);
  });

  it('publishes anew when a turn was missed, as what tor uploads too late tells', async () => {
    const { book, control } = await away(16);
    uploaded(book);
    await settled();
    expect(published(control)).toEqual(['DEL_ONION', 'ADD_ONION']);
  });

  it('leaves tor alone that missed none', async () => {
    const { book, control } = await away(14);
    uploaded(book);
    await settled();
    expect(published(control)).toEqual([]);
  });

  it('publishes anew with the next consensus when the key came while tor went by one from before a turn', async () => {
    // Of six the day before.
    expect(await afterTheNextConsensus(6 * HOUR)).toEqual(['ADD_ONION', 'DEL_ONION', 'ADD_ONION']);
  });

  it('leaves tor alone with the next consensus otherwise', async () => {
    expect(await afterTheNextConsensus(28 * HOUR)).toEqual(['ADD_ONION']);
  });

  it('takes the word of a tor that is gone for none on the next', async () => {
    const clock = virtualClock();
    clock.advance(29 * HOUR);
    const book = serviceBook(clock);
    book.attach(fakeControl(KEY.id, false, 6 * HOUR));
    const publishing = book.publish(OPTIONS);
    book.detach();
    await publishing;
    expect(book.early).toBe(false);
  });
});
