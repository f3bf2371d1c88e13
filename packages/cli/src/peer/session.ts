// The peer interface over one running client: commands in, events out, until told to quit.
import { resolve } from 'node:path';
import { parseId, TorchatError } from '@torchat/core';
import { avatarOfPng, readPicture } from '@torchat/core/avatar';
import type { Client } from '@torchat/core/node';
import type { Gateway } from '@torchat/gateway';
import { readLines } from '../terminal/lines.ts';
import { openForward, shareService } from './forward.ts';
import { type PeerCommand, parseCommand } from './parse.ts';
import { receivedFile } from './received.ts';
import { listRows, type PeerEvent, reporter } from './report.ts';

const HISTORY_PAGE = 1000;

type Driven = Pick<Gateway, 'api' | 'client' | 'forwarding'>;

/** Resolves when the input ended, `quit` came, or the signal aborted, and every command is answered. */
export async function peerSession(
  { api, client, forwarding }: Driven,
  input: NodeJS.ReadableStream,
  print: (event: PeerEvent) => void,
  { signal, ask }: { readonly signal: AbortSignal; readonly ask: boolean },
): Promise<void> {
  const quit = new AbortController();
  const both = AbortSignal.any([signal, quit.signal]);
  const open = new Set<Promise<void>>();
  const wanted = new Map<number, string>();
  const begin = (work: Promise<void>): void => {
    const task = work.catch((error: unknown) => {
      print(asError(error));
    });
    open.add(task);
    void task.finally(() => open.delete(task));
  };
  const report = reporter(client, print);
  const unsubscribe = client.subscribe((event) => {
    report(event);
    if (event.type === 'file_offer' && !ask)
      begin(client.command({ type: 'accept_file', file: event.file.key }).then(() => undefined));
    if (event.type === 'file_end' && event.file.direction === 'in')
      begin(receivedFile(event, wanted.get(event.file.key)).then(print));
  });
  print({ ev: 'ready', id: client.id });
  for (const { id, presence } of client.view().contacts)
    if (presence !== 'offline') print({ ev: 'status', addr: id, status: presence });
  printUnread(client, print);
  await readLines(
    input,
    (line) => {
      if (line.trim() === '') return;
      const command = parseCommand(line.replace(/\r$/u, ''));
      if (command.type === 'quit') {
        quit.abort();
        return;
      }
      begin(perform({ api, client, forwarding }, command, print, wanted));
    },
    both,
  );
  await Promise.all(open);
  unsubscribe();
}

async function perform(
  { api, client, forwarding }: Driven,
  command: PeerCommand,
  print: (event: PeerEvent) => void,
  wanted: Map<number, string>,
): Promise<void> {
  switch (command.type) {
    case 'add':
      await client.command({
        type: 'add',
        id: parseId(command.id),
        ...(command.name === '' ? {} : { name: command.name }),
      });
      return;
    case 'del':
      await client.command({ type: 'remove', id: parseId(command.id) });
      return;
    case 'drop':
      await client.command({ type: 'drop', id: parseId(command.id) });
      return;
    case 'msg': {
      const id = parseId(command.id);
      const message = await client.command({ type: 'send', id, text: command.text });
      if (message) print({ ev: 'queued', addr: id, id: message.key, text: command.text });
      return;
    }
    case 'raw':
      await client.command({
        type: 'raw',
        id: parseId(command.id),
        line: new TextEncoder().encode(command.line),
      });
      return;
    case 'status':
      await client.command({ type: 'status', status: command.status });
      return;
    case 'profile':
      await client.command({ type: 'profile', profile: { name: command.name, text: command.text } });
      return;
    case 'avatar': {
      const avatar =
        command.path === null ? null : await avatarOfPng(await readPicture(resolve(command.path)));
      await client.command({ type: 'avatar', avatar });
      return;
    }
    case 'file': {
      const { contact, key, name, size } = await client.sendFile(parseId(command.id), resolve(command.path));
      print({ ev: 'file_queued', addr: contact, id: key, name, size });
      return;
    }
    case 'accept':
      mustKnow(client, command);
      if (command.path !== null) wanted.set(command.file, resolve(command.path));
      await client.command({ type: 'accept_file', file: command.file });
      return;
    case 'cancel':
      mustKnow(client, command);
      await client.command({ type: 'cancel_file', file: command.file });
      return;
    case 'list':
      print({ ev: 'list', list: listRows(client.view()) });
      return;
    case 'forward':
      print(await openForward(client, forwarding, command));
      return;
    case 'share':
      print(await shareService(api, command));
      return;
    case 'wrong':
      print({ ev: 'error', code: 'bad_request', msg: command.why });
      return;
    case 'quit':
      return;
    default:
      command satisfies never;
  }
}

function mustKnow(client: Client, { id, file }: { readonly id: string; readonly file: number }): void {
  const contact = parseId(id);
  if (!client.files().some((one) => one.key === file && one.contact === contact))
    throw new TorchatError('unknown_file', 'There is no such file under way with this contact.');
}

/** Texts that were stored before a crash and never printed. */
function printUnread(client: Client, print: (event: PeerEvent) => void): void {
  for (const { id, unread } of client.view().contacts) {
    if (unread === 0) continue;
    const texts = client.history(id, { limit: HISTORY_PAGE }).filter((text) => text.state === 'unread');
    for (const { key, text } of texts) print({ ev: 'chat', addr: id, text, id: key });
    const last = texts.at(-1);
    if (last) client.command({ type: 'read', id, upTo: last.key }).catch(() => undefined);
  }
}

function asError(error: unknown): PeerEvent {
  if (error instanceof TorchatError) return { ev: 'error', code: error.code, msg: error.message };
  return { ev: 'error', code: 'internal', msg: String(error) };
}
