// A gateway's API as the chat screen uses it: requests and events over its socket file.
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiAccount, ApiContact, ApiEvent } from '@torchat/gateway/api';
import { Agent, request, WebSocket } from 'undici';

const LOOK_EVERY = 10;

export interface Api extends Disposable {
  /** As the events tell; null where there is no such contact. */
  contact(id: string): ApiContact | null;
  readonly account: ApiAccount;
  /** The answer's body; rejects for any status but success. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object): Promise<unknown>;
  /** Called with each event from now on; returns its undo. */
  onEvent(listener: (event: ApiEvent) => void): () => void;
  /** Resolves with the time (of `performance.now`) at which it holds: now, or with one of the events to come. */
  until(holds: () => boolean, signal: AbortSignal): Promise<number>;
}

/** Connects as soon as somebody answers at this socket file. */
export async function openApi(socketPath: string, signal: AbortSignal): Promise<Api> {
  for (;;) {
    signal.throwIfAborted();
    const agent = new Agent({ connect: { socketPath } });
    const socket = new WebSocket('ws://localhost/v1/events', { dispatcher: agent });
    const hello = await firstEvent(socket);
    if (hello?.type === 'hello') return over(socket, agent, hello);
    void agent.destroy();
    await pause(LOOK_EVERY, undefined, { signal });
  }
}

function firstEvent(socket: WebSocket): Promise<ApiEvent | null> {
  return new Promise((resolve) => {
    socket.addEventListener('message', ({ data }) => resolve(JSON.parse(String(data)) as ApiEvent), {
      once: true,
    });
    socket.addEventListener('error', () => resolve(null), { once: true });
    socket.addEventListener('close', () => resolve(null), { once: true });
  });
}

function over(socket: WebSocket, agent: Agent, hello: Extract<ApiEvent, { type: 'hello' }>): Api {
  const contacts = new Map(hello.contacts.map((contact) => [contact.id, contact]));
  const listeners = new Set<(event: ApiEvent) => void>();
  let { account } = hello;
  socket.addEventListener('message', ({ data }) => {
    const event = JSON.parse(String(data)) as ApiEvent;
    if (event.type === 'contact') contacts.set(event.contact.id, event.contact);
    if (event.type === 'account') account = event.account;
    for (const listener of listeners) listener(event);
  });
  socket.addEventListener('error', () => undefined);

  function onEvent(listener: (event: ApiEvent) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    contact: (id) => contacts.get(id) ?? null,
    get account() {
      return account;
    },
    async ask(method, path, body) {
      const { statusCode, body: answer } = await request(`http://localhost${path}`, {
        dispatcher: agent,
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      const text = await answer.text();
      if (statusCode >= 300) throw new Error(`${method} was answered with ${statusCode}: ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    onEvent,
    until(holds, signal) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (holds()) end(() => resolve(performance.now()));
        };
        const give = (): void => end(() => reject(signal.reason as Error));
        const end = (then: () => void): void => {
          undo();
          signal.removeEventListener('abort', give);
          then();
        };
        const undo = onEvent(look);
        signal.addEventListener('abort', give);
        if (signal.aborted) give();
        else look();
      });
    },
    [Symbol.dispose]() {
      socket.close();
      void agent.destroy();
    },
  };
}
