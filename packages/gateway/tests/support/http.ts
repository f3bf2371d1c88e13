// Requests over a socket file, as programs make them, and events until one fits.
import { once } from 'node:events';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import type { ApiEvent } from '../../src/api/schemas/event.ts';

export interface Answer {
  readonly status: number | undefined;
  readonly body: unknown;
}

export async function ask(socketPath: string, method: string, path: string, body?: object): Promise<Answer> {
  const headers = {
    Host: 'localhost',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const asked = request({ socketPath, method, path, headers });
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = await once(asked, 'response');
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { status: answer.statusCode, body: text === '' ? null : JSON.parse(text) };
}

export interface Listening extends Disposable {
  /** The first event, among those heard and those to come, that fits. */
  until(fits: (event: ApiEvent) => boolean): Promise<ApiEvent>;
}

export async function listenTo(path: string): Promise<Listening> {
  const socket = new WebSocket(`ws+unix://${path}:/v1/events`);
  const heard: ApiEvent[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()) as ApiEvent);
    for (const look of waiting) look();
  });
  await once(socket, 'message');
  return {
    until: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const event = heard.find(fits);
          if (event === undefined) return;
          waiting.delete(look);
          resolve(event);
        };
        waiting.add(look);
        look();
      }),
    [Symbol.dispose]: () => socket.terminate(),
  };
}
