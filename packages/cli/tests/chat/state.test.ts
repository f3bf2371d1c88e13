import { expect, test } from 'vitest';
import { type Action, type ChatState, currentTalk, INITIAL, reduce } from '../../src/chat/state.ts';
import { KEPT, KEPT_SCROLLED, type Entry } from '../../src/chat/talk.ts';
import type { ApiEvent } from '@torchat/gateway/api';
import { account, BOB, CAROL, contact, DAVE, file, message } from '../support/world.ts';

const hello: ApiEvent = {
  type: 'hello',
  account: account(),
  contacts: [contact(CAROL, 'carol', { unread: 1 }), contact(BOB, 'bob')],
};

function after(...actions: (Action | ApiEvent)[]): ChatState {
  return actions.reduce<ChatState>(
    (state, action) => reduce(state, isAction(action) ? action : { type: 'events', events: [action] }),
    INITIAL,
  );
}

function isAction(thing: Action | ApiEvent): thing is Action {
  return ![
    'hello',
    'account',
    'contact',
    'contact_gone',
    'request',
    'removed_us',
    'message',
    'message_state',
    'violation',
    'file_offer',
    'file_progress',
    'file_end',
  ].includes(thing.type);
}

function texts(entries: readonly Entry[]): string[] {
  return entries.map((entry) => (entry.kind === 'message' ? entry.message.text : `[${entry.text}]`));
}

test('opens the contact with unread texts first', () => {
  const state = after(hello);
  expect([state.link, state.current]).toEqual(['open', CAROL]);
});

test('opens the contact that was asked for, once it is known', () => {
  expect(after({ type: 'open', id: BOB }, hello).current).toBe(BOB);
  expect(after({ type: 'open', id: DAVE }, hello).current).toBe(CAROL);
});

test('goes to the next contact around the ends, by name', () => {
  const start = after(hello, { type: 'open', id: BOB });
  const next = reduce(start, { type: 'switch', step: 1 });
  expect(next.current).toBe(CAROL);
  expect(reduce(next, { type: 'switch', step: 1 }).current).toBe(BOB);
  expect(reduce(start, { type: 'switch', step: -1 }).current).toBe(CAROL);
});

test('keeps texts in the order of their keys, however they come, each once', () => {
  const state = after(
    hello,
    { type: 'open', id: BOB },
    { type: 'message', message: message(BOB, 5, 'five') },
    { type: 'loaded', id: BOB, all: false, messages: [message(BOB, 3, 'three'), message(BOB, 5, 'five')] },
    { type: 'message', message: message(BOB, 6, 'six') },
    { type: 'loaded', id: BOB, all: true, messages: [message(BOB, 1, 'one')] },
  );
  expect(texts(currentTalk(state).entries)).toEqual(['one', 'three', 'five', 'six']);
  expect(currentTalk(state).loaded).toBe('all');
});

test('a state changes its text, also within one frame', () => {
  const waiting = message(BOB, 1, 'x', { direction: 'out', state: 'waiting' });
  const state = reduce(after(hello, { type: 'open', id: BOB }), {
    type: 'events',
    events: [
      { type: 'message', message: waiting },
      { type: 'message_state', id: BOB, key: 1, state: 'delivered' },
      { type: 'message', message: message(BOB, 2, 'y') },
    ],
  });
  expect(currentTalk(state).entries[0]).toMatchObject({ message: { state: 'delivered' } });
  expect(currentTalk(state).entries).toHaveLength(2);
});

test('a remark stays behind the text it followed', () => {
  const state = after(
    hello,
    { type: 'open', id: BOB },
    { type: 'message', message: message(BOB, 2, 'two') },
    { type: 'notice', tone: 'info', text: 'remark' },
    { type: 'message', message: message(BOB, 3, 'three') },
    { type: 'loaded', id: BOB, all: true, messages: [message(BOB, 1, 'one'), message(BOB, 2, 'two')] },
  );
  expect(texts(currentTalk(state).entries)).toEqual(['one', 'two', '[remark]', 'three']);
});

test('a flood keeps the newest texts only, and knows that there are older ones', () => {
  const flood = Array.from(
    { length: KEPT + 500 },
    (_, at) => ({ type: 'message', message: message(BOB, at + 1, `${at + 1}`) }) as const,
  );
  const loaded = after(
    hello,
    { type: 'open', id: BOB },
    { type: 'loaded', id: BOB, all: true, messages: [] },
  );
  const talk = currentTalk(reduce(loaded, { type: 'events', events: flood }));
  expect(talk.entries).toHaveLength(KEPT);
  expect(texts(talk.entries).at(-1)).toBe(String(KEPT + 500));
  expect(talk.loaded).toBe('newest');
});

test('while somebody reads further up, nothing under his eyes is dropped', () => {
  const start = after(
    hello,
    { type: 'open', id: BOB },
    { type: 'message', message: message(BOB, 1, 'read') },
    { type: 'scroll', rows: 1 },
  );
  const flood = Array.from(
    { length: KEPT + 10 },
    (_, at) => ({ type: 'message', message: message(BOB, at + 2, 'x') }) as const,
  );
  const state = reduce(start, { type: 'events', events: flood });
  expect(texts(currentTalk(state).entries)[0]).toBe('read');
  expect(state.anchor).toBe(1);
  const more = Array.from(
    { length: KEPT_SCROLLED },
    (_, at) => ({ type: 'message', message: message(BOB, at + 5000, 'y') }) as const,
  );
  expect(currentTalk(reduce(state, { type: 'events', events: more })).entries).toHaveLength(KEPT_SCROLLED);
});

test('another hello makes what is open be loaded again, and keeps what was said', () => {
  const before = after(
    hello,
    { type: 'open', id: BOB },
    { type: 'loaded', id: BOB, all: true, messages: [message(BOB, 1, 'one')] },
  );
  const gone = reduce(before, { type: 'gone' });
  expect(gone.link).toBe('gone');
  const back = reduce(gone, { type: 'events', events: [hello] });
  expect([back.link, back.current, currentTalk(back).loaded]).toEqual(['open', BOB, 'none']);
  expect(texts(currentTalk(back).entries)).toEqual(['one']);
});

test('a contact that goes takes its conversation along, and the next one opens', () => {
  const state = after(
    hello,
    { type: 'open', id: BOB },
    { type: 'message', message: message(BOB, 1, 'x') },
    { type: 'contact_gone', id: BOB },
  );
  expect(state.current).toBe(CAROL);
  expect(state.talks.has(BOB)).toBe(false);
});

test('who adds us, removes us or breaks the protocol is remarked in its conversation', () => {
  const state = after(
    hello,
    { type: 'contact', contact: contact(DAVE, '', { relation: 'request' }) },
    { type: 'request', id: DAVE, accepted: false },
    { type: 'removed_us', id: BOB },
    { type: 'violation', id: CAROL, what: 'a line \u001B[2J of 2 MiB' },
    { type: 'violation', id: null, what: 'nobody' },
  );
  expect(texts(state.talks.get(DAVE)?.entries ?? [])).toEqual([
    '[aaabbbbb… asks to be added: /add accepts, /block refuses]',
  ]);
  expect(texts(state.talks.get(BOB)?.entries ?? [])).toEqual(['[bob has removed you]']);
  expect(texts(state.talks.get(CAROL)?.entries ?? [])).toEqual([
    '[carol broke the protocol: a line  of 2 MiB]',
  ]);
});

const unread = (key: number): ApiEvent => ({
  type: 'message',
  message: message(BOB, key, 'x', { state: 'unread' }),
});

test('reading marks texts up to a key, and no later one', () => {
  const state = after(hello, { type: 'open', id: BOB }, unread(1), unread(2), unread(3), {
    type: 'read',
    id: BOB,
    upTo: 2,
  });
  expect(currentTalk(state).entries.map((entry) => entry.kind === 'message' && entry.message.state)).toEqual([
    'read',
    'read',
    'unread',
  ]);
});

test('an event that changes nothing to see leaves the rest as it is', () => {
  const state = after(hello);
  const next = reduce(state, {
    type: 'events',
    events: [{ type: 'account', account: account({ status: 'xa' }) }],
  });
  expect(next.contacts).toBe(state.contacts);
  expect(next.account?.status).toBe('xa');
});

test('an offered file is a remark with the commands that answer it, and its end another', () => {
  const offer = file(3, { direction: 'in', name: 'a\u202E.txt', size: 10 });
  const state = after(
    hello,
    { type: 'open', id: BOB },
    { type: 'file_offer', file: offer },
    { type: 'file_end', file: offer, ok: false, why: 'The sender has stopped this file.', path: null },
  );
  expect(texts(currentTalk(state).entries)).toEqual([
    '[bob offers a.txt (10 B): /accept 3 takes it, /refuse 3 does not]',
    '[bob and you: a.txt (10 B) did not arrive. The sender has stopped this file.]',
  ]);
});

test('a file on its way is known until it ends, or the gateway does', () => {
  const moving: ApiEvent = { type: 'file_progress', file: file(3, { moved: 5 }) };
  expect([...after(hello, moving).files.values()]).toEqual([file(3, { moved: 5 })]);
  const end: ApiEvent = { type: 'file_end', file: file(3), ok: true, why: '', path: null };
  expect(after(hello, moving, end).files.size).toBe(0);
  expect(after(hello, moving, hello).files.size).toBe(0);
});

test('the list of files brings what no event told of, and nothing that has ended', () => {
  const moving: ApiEvent = { type: 'file_progress', file: file(3, { moved: 5 }) };
  const listed = [file(2), file(3), file(1, { state: 'done' })];
  const state = after(hello, moving, { type: 'files', files: listed });
  expect([...state.files.values()]).toEqual([file(2), file(3, { moved: 5 })]);
});

test('a contact that comes without the seal it had is said to, once, with what to do', () => {
  const held: ApiEvent = { type: 'contact', contact: contact(BOB, 'bob', { seal: 'held', pinned: true }) };
  const state = after(hello, { type: 'open', id: BOB }, held, held);
  const remarks = texts(currentTalk(state).entries);
  expect(remarks).toHaveLength(1);
  expect(remarks[0]).toMatch(/^\[bob comes without the seal it had: .*\/seal once/u);
});
