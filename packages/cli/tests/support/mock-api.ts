// The local API mocked by msw, HTTP and WebSocket: a running gateway that answers what a test wants.
import { basename } from 'node:path';
import type { ApiAccount, ApiContact, ApiEvent, ApiFile, ApiMessage } from '@torchat/gateway/api';
import { http, HttpResponse, type JsonBodyType, ws } from 'msw';
import { setupServer, type SetupServer } from 'msw/node';
import { account, contact, file } from './world.ts';

const API = 'http://localhost/v1';

export interface MockApi {
  readonly server: SetupServer;
  /** `METHOD path body` of each request, in order; `GET /v1/account` is left out, every command begins with it. */
  readonly asked: string[];
  account: ApiAccount;
  contacts: ApiContact[];
  messages: ApiMessage[];
  files: ApiFile[];
  /** The key of the next file that is posted; one called `missing` is not there. */
  nextFile: number;
  /** What is left out of each that is posted. */
  skipped: string[];
  /** What comes over the WebSocket after `hello`, once a text or a file was posted. */
  afterSend: ApiEvent[];
  /** Called a moment after a file was posted. */
  onFile: () => void;
  emit(...events: ApiEvent[]): void;
  reset(): void;
}

const json = (value: object, status = 200) => HttpResponse.json(value as JsonBodyType, { status });

export function mockApi(): MockApi {
  const listeners = new Set<(event: ApiEvent) => void>();
  const events = ws.link('ws://localhost/v1/events');
  const api: MockApi = {
    asked: [],
    account: account(),
    contacts: [],
    messages: [],
    files: [],
    nextFile: 7,
    skipped: [],
    afterSend: [],
    onFile: () => undefined,
    emit(...events) {
      for (const event of events) for (const listener of listeners) listener(event);
    },
    reset() {
      api.asked.length = 0;
      api.account = account();
      api.contacts = [];
      api.messages = [];
      api.files = [];
      api.nextFile = 7;
      api.skipped = [];
      api.afterSend = [];
      api.onFile = () => undefined;
      listeners.clear();
      server.resetHandlers();
    },
    get server() {
      return server;
    },
  };
  const find = (id: unknown): ApiContact =>
    api.contacts.find((one) => one.id === id) ?? contact(String(id), '');
  const note = async (request: Request): Promise<Record<string, unknown>> => {
    const text = await request.text();
    const { pathname, search } = new URL(request.url);
    api.asked.push(`${request.method} ${pathname}${search}${text === '' ? '' : ` ${text}`}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  const server = setupServer(
    http.get(`${API}/forwards`, () => json([])),
    http.get(`${API}/account`, () => json(api.account)),
    http.put(`${API}/status`, async ({ request }) => json({ ...api.account, ...(await note(request)) })),
    http.put(`${API}/profile`, async ({ request }) => json({ ...api.account, profile: await note(request) })),
    http.put(`${API}/settings`, async ({ request }) =>
      json({ ...api.account, settings: await note(request) }),
    ),
    http.get(`${API}/contacts`, () => json(api.contacts)),
    http.post(`${API}/contacts`, async ({ request }) => {
      const { id, name } = await note(request);
      return json(contact(String(id), typeof name === 'string' ? name : ''), 201);
    }),
    http.patch(`${API}/contacts/:id`, async ({ request, params }) => {
      const { blocked, ...edit } = await note(request);
      const relation = blocked === undefined ? {} : { relation: blocked ? 'blocked' : 'listed' };
      return json({ ...find(params['id']), ...edit, ...relation });
    }),
    http.delete(`${API}/contacts/:id`, async ({ request }) => {
      await note(request);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get(`${API}/contacts/:id/messages`, async ({ request }) => {
      await note(request);
      const query = new URL(request.url).searchParams;
      const before = Number(query.get('before') ?? Infinity);
      const limit = Number(query.get('limit'));
      return json(api.messages.filter((one) => one.key < before).slice(-limit));
    }),
    http.post(`${API}/contacts/:id/messages`, async ({ request, params }) => {
      const { text } = await note(request);
      const message = {
        contact: String(params['id']),
        key: 1,
        direction: 'out',
        at: 0,
        text,
        state: 'waiting',
      };
      queueMicrotask(() => api.emit(...api.afterSend));
      return json(message, 202);
    }),
    http.get(`${API}/files`, () => json(api.files)),
    http.post(`${API}/contacts/:id/files`, async ({ request, params }) => {
      const { path } = await note(request);
      setImmediate(() => api.onFile());
      queueMicrotask(() => api.emit(...api.afterSend));
      const name = basename(String(path));
      if (name === 'missing')
        return json({ error: { code: 'file_failed', message: 'There is no such file.' } }, 422);
      const offered = file(api.nextFile++, { contact: String(params['id']), name });
      return json({ ...offered, skipped: api.skipped }, 202);
    }),
    http.post(`${API}/files/:key/:deed`, async ({ request }) => {
      await note(request);
      return new HttpResponse(null, { status: 202 });
    }),
    http.post(`${API}/contacts/:id/seal`, async ({ request, params }) => {
      const { choice } = await note(request);
      const seal = choice === 'unpin' ? 'none' : 'accepted';
      return json({ ...find(params['id']), seal, pinned: choice !== 'unpin' });
    }),
    http.post(`${API}/contacts/:id/read`, async ({ request }) => {
      await note(request);
      return new HttpResponse(null, { status: 204 });
    }),
    events.addEventListener('connection', ({ client }) => {
      client.send(JSON.stringify({ type: 'hello', account: api.account, contacts: api.contacts }));
      listeners.add((event) => client.send(JSON.stringify(event)));
    }),
  );
  return api;
}
