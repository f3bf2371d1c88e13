// A gateway's API over a socket file, made of arrays: tests put things in and look at what was asked.
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import type { ApiContact, ApiEvent, ApiFile, ApiMessage } from '@torchat/gateway/api';
import { type WebSocket, WebSocketServer } from 'ws';
import { type FakePorts, fakePorts } from './fake-ports.ts';
import { account, contact, file } from './world.ts';

export interface FakeGateway extends AsyncDisposable {
  readonly asked: string[];
  readonly contacts: Map<string, ApiContact>;
  readonly messages: ApiMessage[];
  readonly files: ApiFile[];
  readonly ports: FakePorts;
  /** PNG files by contact, ours under `own`. */
  readonly pictures: Map<string, Uint8Array>;
  account: ReturnType<typeof account>;
  emit(event: ApiEvent): void;
  /** A text comes in: stored, told, and counted as unread. */
  receive(message: ApiMessage): void;
  /** Resolves when this was asked for, now or later. */
  whenAsked(beginning: string): Promise<string>;
  close(): Promise<void>;
}

export async function fakeGateway(socketPath: string): Promise<FakeGateway> {
  const watchers = new Set<WebSocket>();
  const waiting = new Set<{ beginning: string; done: (asked: string) => void }>();
  const fake: Omit<FakeGateway, typeof Symbol.asyncDispose> = {
    asked: [],
    contacts: new Map(),
    messages: [],
    files: [],
    ports: fakePorts((event) => fake.emit(event)),
    pictures: new Map(),
    account: account(),
    emit(event) {
      for (const watcher of watchers) watcher.send(JSON.stringify(event));
    },
    receive(message) {
      fake.messages.push(message);
      fake.emit({ type: 'message', message });
      const row = fake.contacts.get(message.contact);
      if (row) change(row.id, { unread: row.unread + 1 });
    },
    async whenAsked(beginning) {
      const already = fake.asked.find((asked) => asked.startsWith(beginning));
      if (already !== undefined) return already;
      const { promise, resolve } = Promise.withResolvers<string>();
      waiting.add({ beginning, done: resolve });
      return promise;
    },
    async close() {
      for (const watcher of watchers) watcher.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  const change = (id: string, edit: Partial<ApiContact>): ApiContact => {
    const row = { ...(fake.contacts.get(id) ?? contact(id, '')), ...edit };
    fake.contacts.set(id, row);
    fake.emit({ type: 'contact', contact: row });
    return row;
  };
  const server = createServer((request, response) => void handle(request, response));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (watcher) => {
    watchers.add(watcher);
    watcher.on('close', () => watchers.delete(watcher));
    watcher.send(
      JSON.stringify({ type: 'hello', account: fake.account, contacts: [...fake.contacts.values()] }),
    );
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isPicture = request.headers['content-type'] === 'image/png';
    if (isPicture) fake.pictures.set('own', Buffer.concat(chunks));
    const text = isPicture ? '' : Buffer.concat(chunks).toString();
    const asked = `${request.method} ${request.url}${text === '' ? '' : ` ${text}`}`;
    fake.asked.push(asked);
    for (const one of waiting)
      if (asked.startsWith(one.beginning)) {
        waiting.delete(one);
        one.done(asked);
      }
    const picture = pictureAt(request);
    if (picture !== undefined) return void response.setHeader('content-type', 'image/png').end(picture);
    const answer = respond(request, text === '' ? {} : JSON.parse(text));
    response.writeHead(answer === undefined ? 204 : 200, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  }

  function pictureAt({ method, url = '' }: IncomingMessage): Uint8Array | undefined {
    const [, id = 'own'] = /^\/v1\/(?:contacts\/(\w+)\/)?avatar$/u.exec(url) ?? ['', 'nobody'];
    return method === 'GET' ? fake.pictures.get(id) : undefined;
  }

  function respond({ method, url = '' }: IncomingMessage, body: Record<string, unknown>): unknown {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [, , what, id = '', part] = pathname.split('/');
    if (what === 'account') return fake.account;
    if (what === 'shares' || what === 'forwards') return fake.ports.respond(method ?? '', what, id, body);
    if (what === 'files') return method === 'GET' ? fake.files : undefined;
    if (part === 'files') return { ...file(7, { contact: id, name: String(body['path']) }), skipped: [] };
    if (what === 'avatar' && method === 'DELETE') return void fake.pictures.delete('own');
    if (what === 'avatar') return fake.account;
    if (what === 'status' || what === 'profile') {
      fake.account = { ...fake.account, ...(what === 'status' ? body : { profile: body }) };
      fake.emit({ type: 'account', account: fake.account });
      return fake.account;
    }
    if (what === 'contacts' && id === '') {
      if (method === 'GET') return [...fake.contacts.values()];
      return change(String(body['id']), {
        relation: 'listed',
        ...(typeof body['name'] === 'string' ? { name: body['name'] } : {}),
      });
    }
    if (part === 'messages' && method === 'GET') return page(id, searchParams);
    if (part === 'messages') return say(id, String(body['text']));
    if (part === 'read') return void change(id, { unread: 0 });
    if (method === 'PATCH') {
      const { blocked, ...edit } = body;
      const relation = blocked === undefined ? {} : { relation: blocked ? 'blocked' : 'listed' };
      return change(id, { ...edit, ...relation } as Partial<ApiContact>);
    }
    if (method === 'DELETE') {
      fake.contacts.delete(id);
      fake.emit({ type: 'contact_gone', id });
    }
    return undefined;
  }

  function page(id: string, wish: URLSearchParams): ApiMessage[] {
    const before = Number(wish.get('before') ?? Infinity);
    return fake.messages
      .filter((message) => message.contact === id && message.key < before)
      .slice(-Number(wish.get('limit') ?? 100));
  }

  function say(id: string, text: string): ApiMessage {
    const key = Math.max(0, ...fake.messages.map((one) => one.key)) + 1;
    const message: ApiMessage = {
      contact: id,
      key,
      direction: 'out',
      at: Date.now(),
      text,
      state: 'waiting',
    };
    fake.messages.push(message);
    fake.emit({ type: 'message', message });
    return message;
  }

  mkdirSync(dirname(socketPath), { recursive: true });
  await new Promise<void>((done) => server.listen(socketPath, done));
  return Object.assign(fake, { [Symbol.asyncDispose]: () => fake.close() });
}
