import { idOfPublicKey, type TorchatId, wireId } from '@torchat/core';
import { describe, expect, it } from 'vitest';
import { type BookEntry, createBook } from '../../../src/bridge/book/book.ts';
import { aliasOf } from '../../../src/bridge/wire/alias.ts';
import { someId } from '../../support/fake-client.ts';
import { lookalike } from '../support/ids.ts';

const OWN = someId(1);
const BOB = someId(2);
const CAROL = someId(3);

function setUp(entries: readonly BookEntry[] = []) {
  const saved: string[] = [];
  const book = createBook({
    own: OWN,
    entries,
    save: (all) => saved.push(all.map(({ id, how }) => `${how} ${id.slice(0, 4)}`).join(', ')),
  });
  return { book, saved };
}

function numbered(number: number): TorchatId {
  const key = new Uint8Array(32);
  new DataView(key.buffer).setUint32(0, number);
  return idOfPublicKey(key);
}

describe('the book of aliases', () => {
  it('finds who was added, and saves each change as a whole', () => {
    const { book, saved } = setUp();
    book.add(BOB);
    book.learn(CAROL);
    expect([book.find(aliasOf(BOB)), book.find(aliasOf(CAROL)), book.find('aaaaaaaaaaaaaaaa')]).toEqual([
      BOB,
      CAROL,
      null,
    ]);
    expect(saved).toEqual([
      `added ${BOB.slice(0, 4)}`,
      `added ${BOB.slice(0, 4)}, learned ${CAROL.slice(0, 4)}`,
    ]);
  });

  it('what is there already is not written again', () => {
    const { book, saved } = setUp([{ id: BOB, how: 'added' }]);
    book.add(BOB);
    expect(book.learn(BOB)).toBe(true);
    expect(saved).toEqual([]);
    expect(book.list()).toEqual([{ id: BOB, how: 'added' }]);
  });

  it('of two who are alike the first that was added stays, and the user is told', () => {
    const { book } = setUp([{ id: BOB, how: 'added' }]);
    expect(() => book.add(lookalike(BOB, 9))).toThrow(/same first 16 characters/u);
    expect(book.learn(lookalike(BOB, 9))).toBe(false);
    expect(book.find(aliasOf(BOB))).toBe(BOB);
  });

  it('who was learned makes room for who is added', () => {
    const { book } = setUp([{ id: lookalike(BOB, 9), how: 'learned' }]);
    book.add(BOB);
    expect(book.list()).toEqual([{ id: BOB, how: 'added' }]);
  });

  it('takes neither our own id, nor one like it, nor one of the old network', () => {
    const { book } = setUp();
    expect(() => book.add(OWN)).toThrow(expect.objectContaining({ code: 'own_id' }));
    expect(() => book.add(lookalike(OWN, 9))).toThrow(expect.objectContaining({ code: 'bad_id' }));
    expect(() => book.add(wireId('aaaaaaaaaaaaaaaa') as TorchatId)).toThrow(/56 characters/u);
    expect(book.learn(lookalike(OWN, 9))).toBe(false);
  });

  it('removes by alias or id, but nobody by the id of another', () => {
    const { book } = setUp([{ id: BOB, how: 'added' }]);
    expect(book.remove(lookalike(BOB, 9))).toBeNull();
    expect(book.remove(aliasOf(BOB))).toEqual({ id: BOB, how: 'added' });
    expect(book.list()).toEqual([]);
  });

  it('a change that cannot be saved did not happen', () => {
    const book = createBook({
      own: OWN,
      entries: [],
      save() {
        throw new Error('disk full');
      },
    });
    expect(() => book.add(BOB)).toThrow('disk full');
    expect(book.list()).toEqual([]);
  });

  it('attack: a flood of proven strangers pushes out neither who was added nor who is dialled', () => {
    const flood = Array.from(
      { length: 4096 },
      (_, number): BookEntry => ({ id: numbered(number), how: 'learned' }),
    );
    const { book } = setUp([{ id: BOB, how: 'added' }, { id: CAROL, how: 'learned' }, ...flood.slice(1)]);
    expect(book.use(aliasOf(CAROL))).toBe(CAROL);
    expect(book.learn(numbered(5000))).toBe(true);
    expect([book.find(aliasOf(BOB)), book.find(aliasOf(CAROL)), book.find(aliasOf(numbered(1)))]).toEqual([
      BOB,
      CAROL,
      null,
    ]);
    expect(book.list()).toHaveLength(4097);
  });

  it('is full at some point, and says so', () => {
    const many = Array.from(
      { length: 4096 },
      (_, number): BookEntry => ({ id: numbered(number), how: 'added' }),
    );
    const { book } = setUp(many);
    expect(() => book.add(BOB)).toThrow(expect.objectContaining({ code: 'too_many' }));
  });
});
