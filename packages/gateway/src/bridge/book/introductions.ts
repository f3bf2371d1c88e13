// Who may be meant by an alias: those in the book, and strangers while their streams last. Decides who enters the book.
import type { TorchatId } from '@torchat/core';
import { CLAIMANTS, COOKIES } from '../limits.ts';
import { aliasOf } from '../wire/alias.ts';
import type { Book } from './book.ts';

/** A stream on which someone says, or is known, to be `id`. */
export interface Named {
  readonly id: TorchatId;
  close(): void;
}

/** An outgoing connection of ours: Tor vouches for who is at its end. */
interface Outgoing {
  /** Our client sent this cookie there. */
  sent(cookie: string): void;
  closed(): void;
}

export interface Introductions {
  /** A stream from Tor names itself. `taken`: the alias is another's, so the client must not hear of it. */
  claim(named: Named): 'welcome' | 'taken';
  /** That stream is gone: a claim that was not proven leaves no trace. */
  leave(named: Named): void;
  /** A pong on that stream. True when it proves the claim: our client sent this cookie to that id and to nobody else. */
  ponged(named: Named, cookie: string): boolean;
  outgoing(named: Named): Outgoing;
  /** Whom a dial may mean, in the order to try; `known` are those in the book and ourselves. */
  whom(alias: string): { readonly ids: readonly TorchatId[]; readonly known: boolean };
  /** The user's word. Throws as `Book.add`; whoever else had the alias is cut off. */
  add(id: TorchatId): void;
  /** Null when it is not there; its connections are closed. */
  remove(aliasOrId: string): TorchatId | null;
}

export interface IntroductionsOptions {
  readonly own: TorchatId;
  readonly book: Book;
  readonly learned: (alias: TorchatId) => void;
}

export function introductions({ own, book, learned }: IntroductionsOptions): Introductions {
  /** Streams by alias: from Tor, oldest first, and to Tor with the cookies that went there. */
  const claims = new Map<TorchatId, Set<Named>>();
  const dialled = new Map<TorchatId, Map<Named, Set<string>>>();

  function holder(alias: TorchatId): TorchatId | null {
    return alias === aliasOf(own) ? own : book.find(alias);
  }
  function leave(named: Named): void {
    const streams = claims.get(aliasOf(named.id));
    streams?.delete(named);
    if (streams?.size === 0) claims.delete(aliasOf(named.id));
  }
  function cutOff(alias: TorchatId, unless: (named: Named) => boolean): void {
    for (const named of [...(claims.get(alias) ?? []), ...(dialled.get(alias)?.keys() ?? [])])
      if (!unless(named)) named.close();
  }
  /** The ids that claim an alias, the newest first. */
  function claimants(alias: TorchatId): TorchatId[] {
    return [...new Set([...(claims.get(alias) ?? [])].map(({ id }) => id).toReversed())];
  }

  return {
    claim(named) {
      const alias = aliasOf(named.id);
      const held = holder(alias);
      if (held !== null && held !== named.id) return 'taken';
      const streams = claims.get(alias) ?? new Set();
      claims.set(alias, streams.add(named));
      const oldest = claimants(alias)[CLAIMANTS];
      if (oldest !== undefined) cutOff(alias, ({ id }) => id !== oldest);
      return 'welcome';
    },
    leave,
    ponged(named, cookie) {
      const alias = aliasOf(named.id);
      if (claims.get(alias)?.has(named) !== true) return false;
      const sent = [...(dialled.get(alias) ?? [])].some(
        ([to, cookies]) => to.id === named.id && cookies.has(cookie),
      );
      if (!sent) return false;
      if (holder(alias) === named.id) return true;
      if (!book.learn(named.id)) return false;
      cutOff(alias, ({ id }) => id === named.id);
      learned(alias);
      return true;
    },
    outgoing(named) {
      const alias = aliasOf(named.id);
      const cookies = new Set<string>();
      const connections = dialled.get(alias) ?? new Map<Named, Set<string>>();
      dialled.set(alias, connections.set(named, cookies));
      return {
        sent(cookie) {
          cookies.add(cookie);
          const [first] = cookies;
          if (cookies.size > COOKIES && first !== undefined) cookies.delete(first);
        },
        closed() {
          connections.delete(named);
          if (connections.size === 0 && dialled.get(alias) === connections) dialled.delete(alias);
        },
      };
    },
    whom(alias) {
      const known = alias === aliasOf(own) ? own : book.use(alias);
      if (known !== null) return { ids: [known], known: true };
      return { ids: claimants(alias as TorchatId), known: false };
    },
    add(id) {
      book.add(id);
      cutOff(aliasOf(id), (named) => named.id === id);
    },
    remove(aliasOrId) {
      const gone = book.remove(aliasOrId);
      if (gone === null) return null;
      cutOff(aliasOf(gone.id), () => false);
      return gone.id;
    },
  };
}
