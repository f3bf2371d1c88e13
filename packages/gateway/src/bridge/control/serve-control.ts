// The socket on which a running bridge takes changes of its book: one JSON line each way, then it closes.
import { chmod } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { TorchatError } from '@torchat/core';
import type { AccountPaths, Held } from '@torchat/core/node';
import { removeStaleSocket } from '../../stale-socket.ts';
import { bookRequest, type BookRow, type EditableBook, perform } from './requests.ts';

export type ControlAnswer =
  | { readonly rows: readonly BookRow[] }
  | { readonly error: { readonly code: TorchatError['code']; readonly message: string } };

const LONGEST_REQUEST = 1024;
const DEADLINE = 5000;
const CONNECTIONS = 16;

/** On Windows a pipe beside that of the API. */
export function controlPath({ socket, sockets }: AccountPaths): string {
  return socket.startsWith('\\\\.\\pipe\\') ? `${socket}-bridge` : join(sockets, 'bridge.sock');
}

/** For the holder of the account's lock alone. */
export async function serveControl(paths: AccountPaths, book: EditableBook): Promise<Held<void>> {
  const path = controlPath(paths);
  const isFile = path !== `${paths.socket}-bridge`;
  if (isFile) await removeStaleSocket(path);
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    serve(client, book);
  });
  server.maxConnections = CONNECTIONS;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (cause) =>
    reject(new TorchatError('internal', 'The socket of the bridge could not be opened.', { cause })),
  );
  server.listen(path, resolve);
  await promise;
  // Its folder lets only this user in; this is the second lock.
  if (isFile) await chmod(path, 0o600);
  return {
    value: undefined,
    undo: () => {
      for (const client of clients) client.destroy();
      return new Promise((done) => void server.close(() => done()));
    },
  };
}

function serve(client: Socket, book: EditableBook): void {
  let text = '';
  client.setEncoding('utf8');
  client.setTimeout(DEADLINE, () => client.destroy());
  client.on('error', () => undefined);
  client.on('data', (part: string) => {
    text += part;
    if (text.length > LONGEST_REQUEST) client.destroy();
    else if (text.includes('\n')) client.end(`${JSON.stringify(answer(text, book))}\n`);
  });
}

function answer(text: string, book: EditableBook): ControlAnswer {
  try {
    return { rows: perform(book, bookRequest.parse(JSON.parse(text))) };
  } catch (failure) {
    const { code, message } =
      failure instanceof TorchatError
        ? failure
        : new TorchatError('bad_request', 'The bridge was asked for something it does not know.');
    return { error: { code, message } };
  }
}
