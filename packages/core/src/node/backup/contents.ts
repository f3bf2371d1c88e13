// What an account keeps, as backups carry it: all but the texts at once, the texts one after another.
import type { Snapshot } from '../../ports.ts';
import { FROM_PHRASE, ONION_KEY, VOUCHER_KEY } from '../account/account.ts';
import type { DiskStore } from '../store/open-store.ts';
import type { KeptText } from '../store/read.ts';

export interface Contents extends Omit<Snapshot, 'outbox' | 'unread' | 'lastKey' | 'files' | 'lastFile'> {
  /** Books in the store's drawer, by name; the account's keys are not among them. */
  readonly drawer: ReadonlyMap<string, Uint8Array>;
}

/** Contents, and their texts with ascending keys. */
export interface Source {
  readonly contents: Contents;
  readonly texts: Iterable<KeptText> | AsyncIterable<KeptText>;
}

/** The names in the drawer that make the account what it is: words or another backup bring them, never a merge. */
export const KEY_NAMES: readonly string[] = [ONION_KEY, VOUCHER_KEY, FROM_PHRASE];

/** Texts read at a time. */
const PAGE = 200;

/**
 * A store as it is at this moment; other work on it may go on while the texts are read. Without `history` only those that
 * wait or are unread.
 */
export function sourceOf(store: DiskStore, history: boolean): Source {
  // Files under way are of this machine and its disk.
  const { outbox, unread, lastKey, files: _files, lastFile: _lastFile, ...contents } = store.load();
  const waiting = new Map(
    outbox.map(({ message, ...place }) => [message.key, { ...message, ...place } satisfies KeptText]),
  );
  const isUnread = new Set([...unread.values()].flat());
  const names = store.secretNames().filter((name) => !KEY_NAMES.includes(name));
  const drawer = new Map(names.map((name) => [name, store.secret(name) ?? new Uint8Array()]));
  const wanted = ({ key }: KeptText): boolean => history || isUnread.has(key);
  return {
    contents: { ...contents, drawer },
    texts: textsOf(store, lastKey, waiting, wanted),
  };
}

/** A text that waited at that moment is told as it was then, also if it has gone meanwhile. */
function* textsOf(
  store: DiskStore,
  upTo: number,
  waiting: ReadonlyMap<number, KeptText>,
  wanted: (text: KeptText) => boolean,
): Generator<KeptText> {
  const open = [...waiting.values()];
  let next = 0;
  let after = 0;
  for (;;) {
    const page = store.texts({ after, upTo, limit: PAGE });
    for (const text of page) {
      for (let first = open[next]; first !== undefined && first.key < text.key; first = open[++next])
        yield first;
      if (!waiting.has(text.key) && wanted(text)) yield text;
    }
    after = page.at(-1)?.key ?? upTo;
    if (page.length < PAGE) break;
  }
  yield* open.slice(next);
}
