import type { TorchatId } from '@torchat/core';
import { describe, expect, it } from 'vitest';
import { createBook } from '../../../src/bridge/book/book.ts';
import { introductions, type Named } from '../../../src/bridge/book/introductions.ts';
import { aliasOf } from '../../../src/bridge/wire/alias.ts';
import { someId } from '../../support/fake-client.ts';
import { lookalike } from '../support/ids.ts';

const OWN = someId(1);
const BOB = someId(2);
const CAROL = someId(3);
const LIKE_BOB = lookalike(BOB, 9);

function setUp() {
  const closed: Named[] = [];
  const learned: string[] = [];
  const book = createBook({ own: OWN, entries: [], save: () => undefined });
  const known = introductions({ own: OWN, book, learned: (alias) => learned.push(alias) });
  const stream = (id: TorchatId): Named => {
    const named = { id, close: () => void closed.push(named) };
    return named;
  };
  return { book, known, stream, closed, learned, ids: () => book.list().map(({ id }) => id) };
}

describe('introductions', () => {
  it('a stranger can be dialled while its stream lasts, and leaves no trace when it never ponged', () => {
    const { known, stream, book } = setUp();
    const bob = stream(BOB);
    expect(known.claim(bob)).toBe('welcome');
    expect(known.whom(aliasOf(BOB))).toEqual({ ids: [BOB], known: false });
    known.leave(bob);
    expect(known.whom(aliasOf(BOB))).toEqual({ ids: [], known: false });
    expect(book.list()).toEqual([]);
  });

  it('who pongs the cookie that our client sent to that id enters the book', () => {
    const { known, stream, book, learned } = setUp();
    const bob = stream(BOB);
    known.claim(bob);
    known.outgoing(stream(BOB)).sent('77');
    expect(known.ponged(bob, '77')).toBe(true);
    expect(book.list()).toEqual([{ id: BOB, how: 'learned' }]);
    expect(learned).toEqual([aliasOf(BOB)]);
    known.leave(bob);
    expect(known.whom(aliasOf(BOB))).toEqual({ ids: [BOB], known: true });
  });

  it('attack: a pong with a wrong cookie proves nothing', () => {
    const { known, stream, ids } = setUp();
    const bob = stream(BOB);
    known.claim(bob);
    known.outgoing(stream(BOB)).sent('77');
    for (const cookie of ['', '7', '777', '77 ', '\u0037\u0037\r'])
      expect(known.ponged(bob, cookie)).toBe(false);
    expect(ids()).toEqual([]);
  });

  it('attack: the cookie that our client sent to the attacker does not prove another id', () => {
    const { known, stream, ids } = setUp();
    const asBob = stream(BOB);
    known.claim(asBob);
    known.outgoing(stream(CAROL)).sent('77');
    expect(known.ponged(asBob, '77')).toBe(false);
    expect(ids()).toEqual([]);
  });

  it('attack: a pong on a stream that never named itself, or has gone, proves nothing', () => {
    const { known, stream, ids } = setUp();
    known.outgoing(stream(BOB)).sent('77');
    const bob = stream(BOB);
    expect(known.ponged(bob, '77')).toBe(false);
    known.claim(bob);
    known.leave(bob);
    expect(known.ponged(bob, '77')).toBe(false);
    expect(ids()).toEqual([]);
  });

  it('attack: a cookie whose connection has gone proves nothing', () => {
    const { known, stream, ids } = setUp();
    const bob = stream(BOB);
    known.claim(bob);
    const outgoing = known.outgoing(stream(BOB));
    outgoing.sent('77');
    outgoing.closed();
    expect(known.ponged(bob, '77')).toBe(false);
    expect(ids()).toEqual([]);
  });

  it('attack: an id that begins like one in the book is not heard of', () => {
    const { known, stream } = setUp();
    known.add(BOB);
    expect(known.claim(stream(LIKE_BOB))).toBe('taken');
    expect(known.whom(aliasOf(BOB))).toEqual({ ids: [BOB], known: true });
  });

  it('attack: an id that begins like our own is not heard of', () => {
    const { known, stream } = setUp();
    expect(known.claim(stream(lookalike(OWN, 9)))).toBe('taken');
    expect(known.whom(aliasOf(OWN))).toEqual({ ids: [OWN], known: true });
  });

  it('attack: who claims an alias first does not keep the right one out, and goes when that one proves itself', () => {
    const { known, stream, closed, ids } = setUp();
    const squatter = stream(LIKE_BOB);
    const bob = stream(BOB);
    known.claim(squatter);
    expect(known.claim(bob)).toBe('welcome');
    expect(known.whom(aliasOf(BOB)).ids).toEqual([BOB, LIKE_BOB]);
    known.outgoing(stream(BOB)).sent('77');
    expect(known.ponged(squatter, '77')).toBe(false);
    expect(known.ponged(bob, '77')).toBe(true);
    expect(closed).toEqual([squatter]);
    expect(ids()).toEqual([BOB]);
  });

  it('attack: many claims of one alias are few to try, the newest first', () => {
    const { known, stream, closed } = setUp();
    const squatters = Array.from({ length: 6 }, (_, number) => stream(lookalike(BOB, 10 + number)));
    for (const squatter of squatters) {
      known.claim(squatter);
      for (const gone of closed) known.leave(gone);
    }
    expect(closed).toEqual(squatters.slice(0, 2));
    expect(known.whom(aliasOf(BOB)).ids).toEqual(
      squatters
        .slice(2)
        .toReversed()
        .map(({ id }) => id),
    );
  });

  it('the word of the user takes the alias from one who was learned, and cuts that one off', () => {
    const { known, stream, closed, ids } = setUp();
    const squatter = stream(LIKE_BOB);
    const to = stream(LIKE_BOB);
    known.claim(squatter);
    known.outgoing(to).sent('77');
    expect(known.ponged(squatter, '77')).toBe(true);
    known.add(BOB);
    expect(ids()).toEqual([BOB]);
    expect(closed).toEqual([squatter, to]);
  });

  it('our own pings to ourselves are proven and not written down', () => {
    const { known, stream, ids } = setUp();
    const own = stream(OWN);
    expect(known.claim(own)).toBe('welcome');
    known.outgoing(stream(OWN)).sent('77');
    expect(known.ponged(own, '77')).toBe(true);
    expect(ids()).toEqual([]);
  });

  it('removing closes what is open', () => {
    const { known, stream, closed } = setUp();
    known.add(BOB);
    const bob = stream(BOB);
    known.claim(bob);
    expect(known.remove(aliasOf(BOB))).toBe(BOB);
    expect(closed).toEqual([bob]);
    expect(known.remove(BOB)).toBeNull();
  });

  it('remembers a bounded number of cookies, the newest', () => {
    const { known, stream } = setUp();
    const bob = stream(BOB);
    known.claim(bob);
    const outgoing = known.outgoing(stream(BOB));
    for (let cookie = 0; cookie < 100; cookie++) outgoing.sent(String(cookie));
    expect(known.ponged(bob, '91')).toBe(false);
    expect(known.ponged(bob, '92')).toBe(true);
  });
});
