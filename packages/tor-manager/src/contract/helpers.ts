// Waiting for states, services to dial and streams to read, for the contract suite.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onionKeyOfSeed } from '@torchat/core';
import type { NetworkState, OnionNetwork, OnionService } from '@torchat/core/node';

interface Followed<T> {
  readonly state: T;
  subscribe(listener: (state: T) => void): () => void;
}

/** Resolves when the state fits, now or later. */
export function until<T>(followed: Followed<T>, fits: (state: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    if (fits(followed.state)) {
      resolve(followed.state);
      return;
    }
    const undo = followed.subscribe((state) => {
      if (!fits(state)) return;
      undo();
      resolve(state);
    });
  });
}

export async function ready(network: OnionNetwork): Promise<OnionNetwork> {
  await until<NetworkState>(network, ({ phase }) => phase === 'ready');
  return network;
}

export async function published(service: OnionService): Promise<OnionService> {
  await until(service, (state) => state === 'published');
  return service;
}

export function newKey(): ReturnType<typeof onionKeyOfSeed> {
  return onionKeyOfSeed(randomBytes(32));
}

export interface Listener extends AsyncDisposable {
  readonly path: string;
  /** The next stream that arrives. */
  next(): Promise<Socket>;
}

/** A unix socket in a folder of its own, where streams arrive and are handled. */
export async function listenFor(handle: (stream: Socket) => void): Promise<Listener> {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-contract-'));
  const path = join(folder, 'service.sock');
  const streams = new Set<Socket>();
  let arrival = Promise.withResolvers<Socket>();
  const server = createServer((stream) => {
    streams.add(stream);
    stream.on('error', () => undefined);
    stream.once('close', () => streams.delete(stream));
    handle(stream);
    arrival.resolve(stream);
    arrival = Promise.withResolvers<Socket>();
  });
  await new Promise<void>((resolve) => {
    server.listen(path, resolve);
  });
  return {
    path,
    next: () => arrival.promise,
    async [Symbol.asyncDispose]() {
      for (const stream of streams) stream.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Exactly so many bytes, or fewer when the stream ends before. */
export async function take(stream: Socket, length: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream.iterator({ destroyOnReturn: false })) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size >= length) break;
  }
  return Buffer.concat(parts).toString('latin1');
}

export function closed(stream: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve();
    else
      stream.once('close', () => {
        resolve();
      });
  });
}
