// Changes or lists the book of aliases: through the bridge that runs, else in the account itself.
import { connect } from 'node:net';
import { TorchatError } from '@torchat/core';
import { type AccountPaths, lockAccount, openAccount, securePaths } from '@torchat/core/node';
import { keptBook } from '../book/kept-book.ts';
import { type BookRequest, type BookRow, perform } from './requests.ts';
import { type ControlAnswer, controlPath } from './serve-control.ts';

const PATIENCE = 10_000;

/** Null when no bridge runs on this account. Throws what `perform` throws, and `gateway_gone`. */
export async function askRunningBridge(
  paths: AccountPaths,
  request: BookRequest,
): Promise<readonly BookRow[] | null> {
  securePaths(paths);
  const text = await exchange(controlPath(paths), `${JSON.stringify(request)}\n`);
  if (text === null) return null;
  let answer: ControlAnswer;
  try {
    answer = JSON.parse(text) as ControlAnswer;
  } catch (cause) {
    throw new TorchatError('gateway_gone', 'The bridge ended before it had answered: try again.', { cause });
  }
  if ('error' in answer) throw new TorchatError(answer.error.code, answer.error.message);
  return answer.rows;
}

/** Throws what `perform`, `lockAccount` and `openAccount` throw. */
export async function editBook(
  paths: AccountPaths,
  passphrase: string | null,
  request: BookRequest,
): Promise<readonly BookRow[]> {
  const lock = lockAccount(paths);
  try {
    using account = await openAccount(paths, passphrase);
    const own = account.identity.id;
    const book = keptBook(account.store, own);
    return perform(
      {
        own,
        list: () => book.list(),
        add: (id) => book.add(id),
        remove: (which) => book.remove(which)?.id ?? null,
      },
      request,
    );
  } finally {
    lock.release();
  }
}

/** All that comes back; null when nobody listens there. */
function exchange(path: string, line: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let text = '';
    let connected = false;
    const socket = connect(path, () => {
      connected = true;
      socket.write(line);
    });
    socket.setEncoding('utf8');
    socket.setTimeout(PATIENCE, () => socket.destroy());
    socket.on('data', (part: string) => {
      text += part;
    });
    socket.on('error', (cause: NodeJS.ErrnoException) => {
      if (connected) return;
      if (cause.code === 'ENOENT' || cause.code === 'ECONNREFUSED') resolve(null);
      else reject(new TorchatError('internal', 'The socket of the bridge cannot be used.', { cause }));
    });
    socket.once('close', () => resolve(text));
  });
}
