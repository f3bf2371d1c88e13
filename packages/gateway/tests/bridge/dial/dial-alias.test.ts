import { Socket } from 'node:net';
import type { TorchatId } from '@torchat/core';
import { DialError, type OnionNetwork } from '@torchat/core/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBook } from '../../../src/bridge/book/book.ts';
import { introductions } from '../../../src/bridge/book/introductions.ts';
import { aliasDialler } from '../../../src/bridge/dial/dial-alias.ts';
import { aliasOf } from '../../../src/bridge/wire/alias.ts';
import { someId } from '../../support/fake-client.ts';
import { lookalike } from '../support/ids.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const OWN = someId(1);
const BOB = someId(2);
const ANN = someId(3);
const never = new AbortController().signal;

/** A network on which only `there` answer; keeps whom it was asked for. */
function setUp(...there: readonly TorchatId[]) {
  const asked: TorchatId[] = [];
  const network: Pick<OnionNetwork, 'dial'> = {
    async dial(id) {
      asked.push(id);
      if (!there.includes(id)) throw new DialError('not_published', 'Not there.');
      return new Socket();
    },
  };
  const book = createBook({ own: OWN, entries: [], save: () => undefined });
  const known = introductions({ own: OWN, book, learned: () => undefined });
  const claim = (id: TorchatId): unknown => known.claim({ id, close: () => undefined });
  return { asked, known, claim, dial: aliasDialler(network, known) };
}

describe('dialling an alias', () => {
  it('asks for nobody when nobody is known', async () => {
    const { asked, dial } = setUp(BOB);
    expect(await dial(aliasOf(BOB), never)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('attack: among several who claim it, finds the one who is there', async () => {
    const { asked, claim, dial } = setUp(BOB);
    claim(BOB);
    const fakes = [lookalike(BOB, 8), lookalike(BOB, 9)];
    fakes.forEach(claim);
    expect((await dial(aliasOf(BOB), never))?.id).toBe(BOB);
    expect(asked).toEqual([...fakes.toReversed(), BOB]);
  });

  it('attack: strangers make it dial six times a minute, and contacts do not wait for them', async () => {
    const { asked, claim, dial, known } = setUp();
    const strangers = Array.from({ length: 8 }, (_, number) => someId(10 + number));
    strangers.forEach(claim);
    const dials = strangers.map((id) => dial(aliasOf(id), never));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(strangers.slice(0, 6));
    known.add(BOB);
    expect(await dial(aliasOf(BOB), never)).toBeNull();
    expect(asked.at(-1)).toBe(BOB);
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all(dials);
    expect(asked.filter((id) => strangers.includes(id))).toEqual(strangers);
  });

  it('attack: pings in the name of one who is away make it dial him twelve times, then twelve a minute', async () => {
    const { asked, dial, known } = setUp();
    known.add(BOB);
    const dials = Array.from({ length: 50 }, () => dial(aliasOf(BOB), never));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(12);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(24);
    await vi.advanceTimersByTimeAsync(130_000);
    expect(await Promise.all(dials)).toEqual(dials.map(() => null));
    expect(asked).toHaveLength(50);
  });

  it('one who was dialled too often is reached some seconds later, not refused, and others meanwhile', async () => {
    const { dial, known } = setUp(BOB, ANN);
    known.add(BOB);
    known.add(ANN);
    for (let count = 0; count < 12; count++) await dial(aliasOf(BOB), never);
    const late = dial(aliasOf(BOB), never);
    expect((await dial(aliasOf(ANN), never))?.id).toBe(ANN);
    await vi.advanceTimersByTimeAsync(5000);
    expect((await late)?.id).toBe(BOB);
  });

  it('who hangs up while he waits is not dialled for', async () => {
    const { asked, dial, known } = setUp();
    known.add(BOB);
    for (let count = 0; count < 12; count++) await dial(aliasOf(BOB), never);
    const gone = new AbortController();
    const late = dial(aliasOf(BOB), gone.signal);
    gone.abort();
    expect(await late).toBeNull();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(12);
  });
});
