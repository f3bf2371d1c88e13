// The chat in plain lines: what comes in is printed, what is typed is sent; for pipes and for screen readers.
import type { AccountApi, ApiEvent } from '@torchat/gateway/api';
import { displayName } from '../../client/contact.ts';
import { progressLine } from '../../client/progress.ts';
import { statusWords } from '../../client/words.ts';
import { printable } from '../../terminal/printable.ts';
import { readLines } from '../../terminal/lines.ts';
import { note, out, outJson, type Session } from '../../terminal/terminal.ts';
import { createController, type Controller } from '../controller.ts';
import { type ChatState, NOBODY } from '../state.ts';
import type { Entry } from '../talk.ts';

/** Resolves at the end of the input, at `/quit`, or when the session's signal aborts. */
export async function plainChat(session: Session, api: AccountApi, first: string | null): Promise<void> {
  const left = new AbortController();
  const signal = AbortSignal.any([session.signal, left.signal]);
  const progress = progressLine((line) => note(session, line));
  const overheard = (listener: (event: ApiEvent) => void) => (event: ApiEvent) => {
    if (event.type === 'hello' || event.type === 'account') progress(event.account);
    listener(event);
  };
  const watched: AccountApi = {
    ...api,
    watch: (listener, until) => api.watch(overheard(listener), until),
  };
  const controller = createController({
    api: watched,
    signal,
    first,
    palette: null,
    quit: () => left.abort(),
  });
  printNews(session, controller);
  const running = controller.run();
  await until(controller, signal, ({ link }) => link === 'open');
  // One after another: the lines of a pipe are the order of a talk.
  let last = Promise.resolve();
  await readLines(
    session.terminal.stdin,
    (line) => {
      last = last.then(() => controller.submit(line.replace(/\r$/u, '')));
    },
    signal,
  );
  await last;
  // A pipe may be at its end before what waited for it was shown.
  await Promise.race([controller.idle(), until(controller, signal, () => false)]);
  left.abort();
  await running;
}

/** Resolves once that holds, or at the end of everything. */
async function until(
  controller: Controller,
  signal: AbortSignal,
  what: (state: ChatState) => boolean,
): Promise<void> {
  await new Promise<void>((done) => {
    const look = (): void => {
      if (!what(controller.state)) return;
      undo();
      done();
    };
    const undo = controller.subscribe(look);
    signal.addEventListener('abort', () => done());
    if (signal.aborted) done();
    look();
  });
}

/** Prints each text and remark once, and each change of a contact's presence. */
function printNews(session: Session, controller: Controller): void {
  const printed = new WeakSet<Entry>();
  const keys = new Set<string>();
  const presences = new Map<string, string>();
  let current: string | null = null;
  controller.subscribe(() => {
    const { state } = controller;
    if (state.current !== current) {
      current = state.current;
      const contact = current === null ? undefined : state.contacts.get(current);
      if (contact)
        note(session, `-- You talk to ${displayName(contact)} (${statusWords(contact.presence)}).`);
    }
    for (const contact of state.contacts.values()) {
      const before = presences.get(contact.id);
      presences.set(contact.id, contact.presence);
      if (before !== undefined && before !== contact.presence && contact.presence !== 'handshake')
        note(session, `-- ${displayName(contact)} is ${statusWords(contact.presence)}.`);
    }
    for (const [id, talk] of state.talks) {
      for (const entry of talk.entries) {
        if (printed.has(entry)) continue;
        printed.add(entry);
        printEntry(session, controller, id, entry, keys);
      }
    }
  });
}

function printEntry(
  session: Session,
  { state }: Controller,
  id: string,
  entry: Entry,
  keys: Set<string>,
): void {
  if (entry.kind === 'notice') {
    note(session, `-- ${printable(entry.text)}`);
    return;
  }
  const { key, direction, text, state: delivery } = entry.message;
  const seen = `${key}${direction === 'out' ? delivery : ''}`;
  if (keys.has(seen)) return;
  keys.add(seen);
  if (session.options.json) {
    outJson(session, entry.message);
    return;
  }
  const contact = id === NOBODY ? undefined : state.contacts.get(id);
  const name = contact ? displayName(contact) : id;
  if (direction === 'in') out(session, `${name}: ${printable(text)}`);
  else if (delivery === 'waiting') out(session, `you to ${name}: ${printable(text)}`);
  else note(session, `-- ${delivery} to ${name}`);
}
