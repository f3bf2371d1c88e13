// What every store must do, whatever it is made of: run by the one on disk and the one in memory.
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change, Contact, Message, Store } from '../../src/index.ts';
import { CONTACTS, drafts, keyed } from './arbitrary-changes.ts';
import { NaiveStore } from './naive-store.ts';

/** One place to keep an account in, new and empty. */
export interface StorePlace {
  /** The store, with all that was kept in this place before; the one opened before has ended. */
  open(): Store;
  dispose(): void;
}

const [ALICE, BOB] = CONTACTS as [Contact['id'], Contact['id']];

export function storeContract(name: string, newPlace: () => StorePlace): void {
  describe(`${name} as a store`, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(() => {
      place = newPlace();
      store = place.open();
    });
    afterEach(() => {
      store.close();
      place.dispose();
    });

    it('is fresh at first', () => {
      expect(store.load()).toEqual(new NaiveStore().load());
      expect(store.history(ALICE, { limit: 10 })).toEqual([]);
    });

    it('keeps what a plain model keeps, over a reopening after each transaction', () => {
      fc.assert(
        fc.property(drafts, (transactions) => {
          const place = newPlace();
          let store = place.open();
          try {
            const model = new NaiveStore();
            for (const transaction of transactions) {
              const changes = keyed(transaction, model.lastKey);
              store.apply(changes);
              model.apply(changes);
              expectSame(store, model);
              store.close();
              store = place.open();
              expectSame(store, model);
            }
          } finally {
            store.close();
            place.dispose();
          }
        }),
        { numRuns: 40 },
      );
    });

    it('refuses a key that was given before, with all that came along', () => {
      store.apply([text(ALICE, 5), { type: 'message_gone', key: 5 }]);
      for (const key of [5, 4]) {
        const changes: Change[] = [{ type: 'status', status: 'xa' }, text(ALICE, 6), text(ALICE, key)];
        expect(() => store.apply(changes)).toThrow(expect.objectContaining({ code: 'internal' }));
      }
      expect(store.load()).toMatchObject({ status: 'available', lastKey: 5 });
      expect(store.history(ALICE, { limit: 10 })).toEqual([]);
      store.apply([text(ALICE, 6)]);
    });

    it('remembers the highest key when its message is gone', () => {
      const ways: Change[] = [
        { type: 'message_gone', key: 9 },
        { type: 'history_gone', id: ALICE },
        { type: 'contact_gone', id: ALICE },
      ];
      for (const [index, gone] of ways.entries()) {
        const key = 9 + index;
        store.apply([{ ...text(ALICE, key), seq: null }]);
        store.apply([{ type: 'message_state', key, state: 'read' }]);
        store.apply([gone.type === 'message_gone' ? { ...gone, key } : gone]);
        store.close();
        store = place.open();
        expect(store.load().lastKey).toBe(key);
      }
    });

    it('pages through a history from the newest back', () => {
      store.apply(Array.from({ length: 250 }, (_, n) => text(n % 2 ? ALICE : BOB, n + 1)));
      const pages: number[][] = [];
      for (let before: number | undefined; ; ) {
        const page = store.history(ALICE, before === undefined ? { limit: 50 } : { before, limit: 50 });
        if (page.length === 0) break;
        pages.push(page.map(({ key }) => key));
        before = page[0]?.key;
      }
      expect(pages.map((page) => page.length)).toEqual([50, 50, 25]);
      expect(pages.toReversed().flat()).toEqual(Array.from({ length: 125 }, (_, n) => 2 * n + 2));
    });

    it('takes no changes for a change that is none', () => {
      const before = store.load();
      store.apply([]);
      store.apply([
        { type: 'message_gone', key: 7 },
        { type: 'message_state', key: 7, state: 'read' },
        { type: 'contact_gone', id: BOB },
        { type: 'history_gone', id: BOB },
      ]);
      expect(store.load()).toEqual(before);
    });

    it('keeps a part of a larger buffer as just that part', () => {
      const memory = new Uint8Array(20_000).map((_, n) => n);
      const avatar = { rgb: memory.subarray(100, 12_388), alpha: memory.subarray(13_000, 17_096) };
      store.apply([{ type: 'avatar', avatar }]);
      store.close();
      store = place.open();
      expect(store.load().avatar).toEqual({ rgb: avatar.rgb.slice(), alpha: avatar.alpha.slice() });
    });

    it('tells a picture that was taken away from none', () => {
      const gone = { rgb: new Uint8Array(), alpha: new Uint8Array() };
      store.apply([{ type: 'avatar', avatar: gone }]);
      store.close();
      store = place.open();
      expect(store.load().avatar).toEqual(gone);
      store.apply([{ type: 'avatar', avatar: null }]);
      expect(store.load().avatar).toBeNull();
    });

    it('does nothing after it was closed, and closes twice in peace', () => {
      store.close();
      store.close();
      for (const use of [
        () => store.load(),
        () => store.apply([{ type: 'status', status: 'xa' }]),
        () => store.history(ALICE, { limit: 1 }),
      ])
        expect(use).toThrow(expect.objectContaining({ code: 'internal' }));
    });
  });
}

function text(contact: Contact['id'], key: number): Extract<Change, { type: 'message' }> {
  const message: Message = { contact, key, direction: 'out', at: 1, text: `text ${key}`, state: 'waiting' };
  return { type: 'message', message, seq: key };
}

function expectSame(store: Store, model: NaiveStore): void {
  expect(store.load()).toEqual(model.load());
  for (const contact of CONTACTS)
    for (const query of [{ limit: 1000 }, { limit: 2 }, { before: 4, limit: 2 }])
      expect(store.history(contact, query)).toEqual(model.history(contact, query));
}
