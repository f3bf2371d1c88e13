// One conversation as the screen keeps it: messages in order of their keys, the program's own remarks between them.
import type { ApiMessage } from '@torchat/gateway/api';

/** Messages kept while the newest are in sight; older ones come back from the API. */
export const KEPT = 1000;
/** Messages kept at most while somebody reads further up. */
export const KEPT_SCROLLED = 5000;

export interface Notice {
  readonly kind: 'notice';
  /** `picture`: rows drawn by ourselves, put on the screen as they are. */
  readonly tone: 'info' | 'error' | 'picture';
  readonly text: string;
  /** The key of the message it follows, 0 for none. */
  readonly after: number;
  /** Which remark of its conversation it is: the same words may come twice after one message. */
  readonly number: number;
}
interface Said {
  readonly kind: 'message';
  readonly message: ApiMessage;
}
export type Entry = Notice | Said;

export interface Talk {
  readonly entries: readonly Entry[];
  /** Remarks made so far. */
  readonly notices: number;
  /** `none`: nothing was asked of the API yet, or what was is out of date. */
  readonly loaded: 'none' | 'loading' | 'newest' | 'all';
}

export const EMPTY_TALK: Talk = { entries: [], notices: 0, loaded: 'none' };

/** Adds messages, replaces those it knows, and drops the oldest above `limit`. */
export function withMessages(talk: Talk, messages: readonly ApiMessage[], limit: number): Talk {
  if (messages.length === 0) return talk;
  const news = new Map(messages.map((message) => [message.key, message]));
  const entries: Entry[] = [];
  for (const entry of talk.entries) {
    const known = entry.kind === 'message' ? news.get(entry.message.key) : undefined;
    if (known) news.delete(known.key);
    entries.push(known ? { kind: 'message', message: known } : entry);
  }
  for (const message of news.values()) entries.push({ kind: 'message', message });
  return trimmed({ ...talk, entries: inOrder(entries) }, limit);
}

export function withState(talk: Talk, key: number, state: ApiMessage['state']): Talk {
  // The newest are the ones that change.
  const at = talk.entries.findLastIndex((entry) => entry.kind === 'message' && entry.message.key === key);
  const entry = talk.entries[at];
  if (entry?.kind !== 'message' || entry.message.state === state) return talk;
  return { ...talk, entries: talk.entries.with(at, { ...entry, message: { ...entry.message, state } }) };
}

export function withNotice(talk: Talk, tone: Notice['tone'], text: string, limit: number): Talk {
  const number = talk.notices + 1;
  const notice: Notice = { kind: 'notice', tone, text, after: lastKey(talk), number };
  return trimmed({ ...talk, entries: [...talk.entries, notice], notices: number }, limit);
}

export function firstKey(talk: Talk): number | undefined {
  const entry = talk.entries.find((one) => one.kind === 'message');
  return entry?.kind === 'message' ? entry.message.key : undefined;
}

export function lastKey(talk: Talk): number {
  const entry = talk.entries.at(-1);
  if (!entry) return 0;
  return keyOf(entry);
}

/** The key up to which texts came in that no screen took yet; undefined for none. */
export function unreadUpTo(talk: Talk): number | undefined {
  const entry = talk.entries.findLast((one) => one.kind === 'message' && one.message.state === 'unread');
  return entry?.kind === 'message' ? entry.message.key : undefined;
}

function trimmed(talk: Talk, limit: number): Talk {
  const excess = talk.entries.length - limit;
  if (excess <= 0) return talk;
  return {
    ...talk,
    entries: talk.entries.slice(excess),
    loaded: talk.loaded === 'all' ? 'newest' : talk.loaded,
  };
}

export function keyOf(entry: Entry): number {
  return entry.kind === 'message' ? entry.message.key : entry.after;
}

/** By key, a remark after its message; mostly they are in order already. */
function inOrder(entries: Entry[]): Entry[] {
  const rank = (entry: Entry): number => keyOf(entry) + (entry.kind === 'notice' ? 0.5 : 0);
  const sorted = entries.every((entry, at) => at === 0 || rank(entries[at - 1] as Entry) <= rank(entry));
  return sorted ? entries : entries.toSorted((a, b) => rank(a) - rank(b));
}
