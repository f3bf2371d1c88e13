// One stream to a contact's service through the gateway: what the program says goes ahead, without waiting for the contact's yes.
import { connect, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { type ErrorCode, TorchatError } from '@torchat/core';
import { isApiError } from './failure.ts';
import { STREAM_PATH, STREAM_PROTOCOL } from './routes.ts';
import { type StreamHead, streamHead } from './stream-head.ts';

const SWITCHING = 101;

export interface StreamWish {
  /** The socket file of the gateway. */
  readonly socketPath: string;
  readonly contact: string;
  readonly service: string;
}

export interface Ends {
  readonly input: Readable;
  /** Is not ended: it may be a program's standard output. */
  readonly output: Writable;
}

/** Resolves when both sides have said all. Rejects with the gateway's reason, `dial_failed` where it broke, `cancelled`. */
export async function serviceStream(
  wish: StreamWish,
  { input, output }: Ends,
  signal: AbortSignal,
): Promise<void> {
  const socket = connect({ path: wish.socketPath, allowHalfOpen: true });
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  socket.on('error', (cause) => broken.reject(lost(cause)));
  const abort = (): void => {
    broken.reject(new TorchatError('cancelled', 'Interrupted.'));
    socket.destroy();
  };
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    socket.write(requestOf(wish));
    input.pipe(socket);
    const { status, rest } = await Promise.race([headOf(socket), broken.promise]);
    if (status !== SWITCHING) {
      input.unpipe(socket);
      throw await Promise.race([refusal(socket, rest), broken.promise]);
    }
    if (rest.length > 0) socket.unshift(rest);
    socket.pipe(output, { end: false });
    await Promise.race([whole(socket), broken.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    input.unpipe(socket);
    socket.destroy();
  }
}

function requestOf({ contact, service }: StreamWish): string {
  const path = STREAM_PATH.replace(':id', encodeURIComponent(contact)).replace(
    ':service',
    encodeURIComponent(service),
  );
  return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: ${STREAM_PROTOCOL}\r\n\r\n`;
}

function headOf(socket: Socket): Promise<StreamHead> {
  const { promise, resolve, reject } = Promise.withResolvers<StreamHead>();
  const read = streamHead();
  const take = (chunk: Buffer): void => {
    const head = read(chunk);
    if (head === null) return;
    socket.off('data', take);
    socket.pause();
    if (head === 'bad') reject(lost(undefined));
    else resolve(head);
  };
  socket.on('data', take);
  socket.once('end', () => reject(lost(undefined)));
  return promise;
}

async function refusal(socket: Socket, rest: Buffer): Promise<TorchatError> {
  const chunks = [rest];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const body = parsed(Buffer.concat(chunks).toString());
  if (!isApiError(body)) return lost(undefined);
  return new TorchatError(body.error.code as ErrorCode, body.error.message);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Both sides have said all, and what came is with the output. */
function whole(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let open = 2;
  const one = (): void => {
    open -= 1;
    if (open === 0) resolve();
  };
  socket.once('end', one);
  if (socket.writableFinished) one();
  else socket.once('finish', one);
  return promise;
}

function lost(cause: unknown): TorchatError {
  return new TorchatError('dial_failed', 'The stream to the contact broke before it was over.', { cause });
}
