// What the chat screen knows, as a pure function of the API's events and of what the person does.
import { type ForwardRates, NO_RATES } from './forward-rates.ts';
import type { Pixels } from '@torchat/core/avatar';
import type { ApiAccount, ApiContact, ApiEvent, ApiFile, ApiForward, ApiMessage } from '@torchat/gateway/api';
import { isUnderWay } from '../client/file-words.ts';
import { applyEvents } from './events.ts';
import { type Pictures, withPicture } from './pictures.ts';
import { firstToOpen, neighbour } from './roster.ts';
import {
  EMPTY_TALK,
  lastKey,
  KEPT,
  KEPT_SCROLLED,
  type Notice,
  type Talk,
  withMessages,
  withNotice,
  withState,
} from './talk.ts';

export interface ChatState {
  /** `gone`: the gateway ended; it is asked again and again. */
  readonly link: 'connecting' | 'open' | 'gone';
  readonly account: ApiAccount | null;
  readonly contacts: ReadonlyMap<string, ApiContact>;
  /** By the contact's id; remarks made while none is open are under `NOBODY`. */
  readonly talks: ReadonlyMap<string, Talk>;
  readonly pictures: Pictures;
  /** Files on their way, by key. */
  readonly files: ReadonlyMap<number, ApiFile>;
  /** Contacts' services that are ports of this machine. */
  readonly forwards: readonly ApiForward[];
  readonly rates: ForwardRates;
  /** The contact whose conversation is open. */
  readonly current: string | null;
  /** Rows between the bottom of the window and the text that was the last when somebody scrolled. */
  readonly scroll: number;
  /** The key of that text: what comes later does not move the window. */
  readonly anchor: number;
}

export type Action =
  | { readonly type: 'events'; readonly events: readonly ApiEvent[] }
  | { readonly type: 'gone' }
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'switch'; readonly step: number }
  /** Rows between the bottom of the conversation and the bottom of the window from now on. */
  | { readonly type: 'scroll'; readonly rows: number }
  | { readonly type: 'bottom' }
  | { readonly type: 'loading'; readonly id: string }
  | {
      readonly type: 'loaded';
      readonly id: string;
      readonly messages: readonly ApiMessage[];
      readonly all: boolean;
    }
  | { readonly type: 'load_failed'; readonly id: string }
  | { readonly type: 'read'; readonly id: string; readonly upTo: number }
  | { readonly type: 'picture'; readonly name: string; readonly pixels: Pixels | null }
  | { readonly type: 'forwards'; readonly forwards: readonly ApiForward[]; readonly rates: ForwardRates }
  /** All there are, for those that no event has told of. */
  | { readonly type: 'files'; readonly files: readonly ApiFile[] }
  | { readonly type: 'notice'; readonly tone: Notice['tone']; readonly text: string };

export const NOBODY = '';

export const INITIAL: ChatState = {
  link: 'connecting',
  account: null,
  contacts: new Map(),
  talks: new Map(),
  pictures: new Map(),
  files: new Map(),
  forwards: [],
  rates: NO_RATES,
  current: null,
  scroll: 0,
  anchor: 0,
};

export function reduce(state: ChatState, action: Action): ChatState {
  switch (action.type) {
    case 'events': {
      const after = applyEvents(state, action.events);
      if (after.current !== null && after.contacts.has(after.current)) return after;
      return opened(after, firstToOpen(after.contacts));
    }
    case 'gone':
      return { ...state, link: 'gone' };
    case 'open':
      return opened(state, action.id);
    case 'switch':
      return opened(state, neighbour(state.contacts, state.current, action.step));
    case 'scroll':
      return { ...state, scroll: Math.max(0, action.rows), anchor: lastKey(currentTalk(state)) };
    case 'bottom':
      return { ...state, scroll: 0 };
    case 'loading':
      return edit(state, action.id, (talk) => ({ ...talk, loaded: 'loading' }));
    case 'loaded':
      return edit(state, action.id, (talk) => ({
        ...withMessages(talk, action.messages, KEPT_SCROLLED),
        loaded: action.all ? 'all' : 'newest',
      }));
    case 'load_failed':
      return edit(state, action.id, (talk) => ({ ...talk, loaded: 'none' }));
    case 'read':
      return edit(state, action.id, (talk) => allRead(talk, action.upTo));
    case 'picture':
      return { ...state, pictures: withPicture(state.pictures, action.name, action.pixels) };
    case 'forwards':
      return { ...state, forwards: action.forwards, rates: action.rates };
    case 'files':
      return { ...state, files: withFiles(state.files, action.files) };
    case 'notice':
      return {
        ...edit(state, state.current ?? NOBODY, (talk) => withNotice(talk, action.tone, action.text, KEPT)),
        scroll: 0,
      };
    default:
      return action satisfies never;
  }
}

/** What an event told is newer than any list. */
function withFiles(known: ChatState['files'], list: readonly ApiFile[]): ChatState['files'] {
  const files = new Map(list.filter(isUnderWay).map((file) => [file.key, file]));
  for (const [key, file] of known) files.set(key, file);
  return files;
}

export function currentTalk(state: ChatState): Talk {
  return state.talks.get(state.current ?? NOBODY) ?? EMPTY_TALK;
}

function opened(state: ChatState, id: string | null): ChatState {
  return id === state.current ? state : { ...state, current: id, scroll: 0 };
}

function edit(state: ChatState, id: string, change: (talk: Talk) => Talk): ChatState {
  const before = state.talks.get(id) ?? EMPTY_TALK;
  const after = change(before);
  return after === before ? state : { ...state, talks: new Map(state.talks).set(id, after) };
}

function allRead(talk: Talk, upTo: number): Talk {
  let after = talk;
  for (const entry of talk.entries) {
    if (entry.kind !== 'message' || entry.message.state !== 'unread' || entry.message.key > upTo) continue;
    after = withState(after, entry.message.key, 'read');
  }
  return after;
}
