// Joins the account's API and the screen's state: listens, loads what is opened, marks it read, sends, and comes back when the gateway went.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { TorchatError } from '@torchat/core';
import type { AccountApi, ApiEvent } from '@torchat/gateway/api';
import type { Palette } from '../terminal/palette.ts';
import { ratesOf } from './forward-rates.ts';
import { type FrameClock, frames } from './frames.ts';
import { pictureLoader } from './pictures.ts';
import { parseSlash } from './slash/parse.ts';
import { perform } from './slash/perform.ts';
import { type Action, type ChatState, currentTalk, INITIAL, NOBODY, reduce } from './state.ts';
import { firstKey, KEPT_SCROLLED, type Notice, unreadUpTo } from './talk.ts';

/** Messages asked for at a time. */
const PAGE = 100;
/** Milliseconds between two attempts to find the gateway again. */
const RETRY = 1000;
/** Milliseconds between two looks at how fast forwards go. */
const LOOK_EVERY = 2000;

export interface Controller {
  readonly state: ChatState;
  /** Called after each change; returns its undo. */
  readonly subscribe: (listener: () => void) => () => void;
  dispatch(action: Action): void;
  /** A text for the open contact, or a slash command. Resolves when it is done, or what went wrong is said. */
  submit(input: string): Promise<void>;
  /** Older texts of the open contact, where there are. */
  loadOlder(): void;
  /** Says something in the open conversation. */
  say(text: string, tone?: Notice['tone']): void;
  /** Listens until the signal aborts; retries when the gateway goes. */
  run(): Promise<void>;
  /** Resolves when all that was open is loaded, and said to be read. */
  idle(): Promise<void>;
}

export interface ControllerOptions {
  readonly api: AccountApi;
  readonly signal: AbortSignal;
  readonly quit: () => void;
  /** The contact to open first. */
  readonly first: string | null;
  /** Null where pictures cannot be shown. */
  readonly palette: Palette | null;
  readonly clock?: FrameClock;
  /** Milliseconds; tests have no time to wait. */
  readonly retry?: number;
}

export function createController({
  api,
  signal,
  quit,
  first,
  palette,
  clock,
  retry = RETRY,
}: ControllerOptions): Controller {
  const listeners = new Set<() => void>();
  let state: ChatState = first === null ? INITIAL : reduce(INITIAL, { type: 'open', id: first });

  const loadPicture = pictureLoader(api, (name, pixels) => {
    if (!signal.aborted) dispatch({ type: 'picture', name, pixels });
  });

  const underway = new Set<Promise<void>>();
  function pending(call: Promise<void>): void {
    underway.add(call);
    void call.finally(() => underway.delete(call));
  }

  function dispatch(action: Action): void {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    for (const listener of listeners) listener();
    lookAfterCurrent();
  }

  function say(text: string, tone: Notice['tone'] = 'info'): void {
    dispatch({ type: 'notice', tone, text });
  }

  function failed(error: unknown): void {
    if (signal.aborted) return;
    say(
      error instanceof TorchatError ? error.message : `Something went wrong inside: ${String(error)}`,
      'error',
    );
  }

  /** What is open gets loaded and counts as read. */
  function lookAfterCurrent(): void {
    const { current: id, link } = state;
    if (id === null || link !== 'open') return;
    const contact = state.contacts.get(id);
    if (contact && palette !== null && palette !== 'grey') loadPicture(contact, state.pictures);
    const talk = currentTalk(state);
    if (talk.loaded === 'none') pending(load(id, undefined));
    const upTo = state.scroll === 0 ? unreadUpTo(talk) : undefined;
    if (upTo === undefined) return;
    dispatch({ type: 'read', id, upTo });
    pending(api.read(id, upTo).catch(failed));
  }

  async function load(id: string, before: number | undefined): Promise<void> {
    dispatch({ type: 'loading', id });
    try {
      const messages = await api.messages(id, { limit: PAGE, ...(before === undefined ? {} : { before }) });
      // A page is bounded in bytes, too: only an empty one is the last.
      dispatch({ type: 'loaded', id, messages, all: messages.length === 0 });
    } catch (error) {
      // Gone meanwhile: the next `hello` loads it again.
      if (state.contacts.has(id) && state.link === 'open') {
        dispatch({ type: 'loaded', id, messages: [], all: true });
        failed(error);
      } else dispatch({ type: 'load_failed', id });
    }
  }

  let forwardsAt = 0;
  let nextLook: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', () => clearTimeout(nextLook));

  /** Only a mark above the conversation: where it fails, the next change brings it. While there are some, how fast they go. */
  async function loadForwards(): Promise<void> {
    clearTimeout(nextLook);
    const forwards = await api.forwards().catch(() => null);
    if (forwards === null || signal.aborted) return;
    const now = performance.now();
    const rates = ratesOf(state.forwards, forwards, (now - forwardsAt) / 1000);
    forwardsAt = now;
    if (rates !== state.rates || !isDeepStrictEqual(forwards, state.forwards))
      dispatch({ type: 'forwards', forwards, rates });
    clearTimeout(nextLook);
    if (forwards.length > 0) nextLook = setTimeout(() => void loadForwards(), LOOK_EVERY).unref();
  }

  const ended = new Set<number>();
  async function loadFiles(): Promise<void> {
    ended.clear();
    const files = await api.files().catch(() => null);
    if (files === null || signal.aborted) return;
    // The answer may be older than the event that told of an end.
    dispatch({ type: 'files', files: files.filter(({ key }) => !ended.has(key)) });
  }

  async function submit(input: string): Promise<void> {
    const slash = parseSlash(input);
    dispatch({ type: 'bottom' });
    if (slash) {
      const open = (id: string): void => dispatch({ type: 'open', id });
      return perform(slash, { api, state: () => state, say, open, quit, palette }).catch(failed);
    }
    const text = input.startsWith('//') ? input.slice(1) : input;
    if (text.trim() === '') return;
    if (state.current === null)
      say('Nobody to say it to: /add ID adds a contact, /help lists what there is.', 'error');
    else await api.send(state.current, text).catch(failed);
  }

  async function run(): Promise<void> {
    const inbox = frames<ApiEvent>((events) => {
      dispatch({ type: 'events', events });
      // Not before: a `hello` begins with none.
      if (events.some(({ type }) => type === 'hello')) void loadFiles();
    }, clock);
    while (!signal.aborted) {
      try {
        await api.watch((event) => {
          inbox.push(event);
          if (event.type === 'file_end') ended.add(event.file.key);
          if (event.type === 'hello' || event.type === 'forwards_changed') void loadForwards();
        }, signal);
      } catch {
        inbox.stop();
        dispatch({ type: 'gone' });
        await sleep(retry, undefined, { signal }).catch(() => undefined);
      }
    }
    inbox.stop();
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    submit,
    say,
    run,
    async idle() {
      while (underway.size > 0) await Promise.all(underway);
    },
    loadOlder() {
      const talk = currentTalk(state);
      const id = state.current ?? NOBODY;
      if (id === NOBODY || talk.loaded !== 'newest' || talk.entries.length >= KEPT_SCROLLED) return;
      void load(id, firstKey(talk));
    },
  };
}
