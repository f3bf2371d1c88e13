// The smallest network there can be: onion services are unix sockets in one folder, dialling is connecting.
import { createConnection, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TorchatId } from '../../src/identity/id.ts';
import { DialError, type OnionNetwork, type OnionService, startClient } from '../../src/node/index.ts';
import type { Client } from '../../src/node/index.ts';
import type { Store } from '../../src/ports.ts';
import { memoryStore } from '../../src/testing/index.ts';

export class Loopback {
  readonly folder: string;
  /** Every socket that a dial led to, by whom it reached. */
  readonly dialled: { readonly id: TorchatId; readonly socket: Socket }[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Where the streams of this id's service arrive; short, since paths of sockets are. */
  pathOf(id: TorchatId): string {
    return join(this.folder, `${id.slice(0, 16)}.sock`);
  }

  network(): OnionNetwork {
    return {
      state: { phase: 'ready', version: '0', warning: null },
      subscribe: () => () => undefined,
      publish: (options): Promise<OnionService> =>
        Promise.resolve({
          id: idOfKey(options.key),
          state: 'published',
          subscribe: () => () => undefined,
          withdraw: () => Promise.resolve(),
        }),
      dial: (id, _port, { signal }) => this.#dial(id, signal),
      close: () => Promise.resolve(),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }

  async #dial(id: TorchatId, signal: AbortSignal | undefined): Promise<Socket> {
    const socket = createConnection(this.pathOf(id));
    this.dialled.push({ id, socket });
    try {
      await once(socket, 'connect', signal === undefined ? {} : { signal });
      return socket;
    } catch (cause) {
      socket.destroy();
      throw new DialError('failed', 'Nobody is there.', { cause });
    }
  }

  client(id: TorchatId, store: Store = memoryStore(), downloads?: string): Promise<Client> {
    const onionKey = new TextEncoder().encode(id.padEnd(64));
    return startClient({
      id,
      store,
      network: this.network(),
      listen: { path: this.pathOf(id) },
      onionKey,
      ...(downloads === undefined ? {} : { downloads }),
    });
  }
}

function idOfKey(key: Uint8Array): TorchatId {
  return new TextDecoder().decode(key).trim() as TorchatId;
}

/** Resolves when the condition holds, which is asked again at every event of the client. */
export function until(client: Client, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const undo = client.subscribe(() => {
      if (!holds()) return;
      undo();
      resolve();
    });
  });
}
