// An API over the fake client, as an express app or on a real socket file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import type { AccountApi } from '../../src/api/account-api.ts';
import { createFeed, type Feed } from '../../src/account/feed.ts';
import { localAccount } from '../../src/account/local-account.ts';
import { joinStreams } from '../../src/account/tunnels.ts';
import { createLog } from '../../src/log.ts';
import { createApp } from '../../src/server/app.ts';
import type { EventsLimits } from '../../src/server/events.ts';
import { serveApi } from '../../src/server/serve-api.ts';
import { fakeClient, type FakeClient } from './fake-client.ts';

export interface Fixture {
  readonly client: FakeClient;
  readonly feed: Feed;
  readonly api: AccountApi;
  readonly app: Express;
  /** What the log got, line by line. */
  readonly logged: string[];
  readonly closing: AbortController;
  readonly shutdowns: () => number;
}

export function fixture(): Fixture {
  const client = fakeClient();
  const running = { name: 'ann', client, network: null };
  const feed = createFeed(running);
  const closing = new AbortController();
  const logged: string[] = [];
  let shutdowns = 0;
  const api = localAccount({
    running,
    feed,
    closing: closing.signal,
    tunnels: { forwarding: null, ownPorts: [] },
    backUp: () => Promise.reject(new Error('There is no store here.')),
    shutdown: () => {
      shutdowns += 1;
    },
  });
  const log = createLog({ DEBUG: 'torchat:*' }, { write: (line) => void logged.push(line) });
  return { client, feed, api, app: createApp(api, log), logged, closing, shutdowns: () => shutdowns };
}

export interface Served extends Fixture, AsyncDisposable {
  readonly folder: string;
  readonly path: string;
}

export async function served(limits?: EventsLimits): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-api-'));
  const path = join(folder, 'api.sock');
  const made = fixture();
  const log = createLog({}, { write: () => undefined });
  const server = await serveApi({
    ...made,
    log,
    join: joinStreams({ client: made.client, forwarding: null }),
    path,
    ...(limits === undefined ? {} : { limits }),
  });
  return {
    ...made,
    folder,
    path,
    async [Symbol.asyncDispose]() {
      await server.undo();
      await rm(folder, { recursive: true });
    },
  };
}
