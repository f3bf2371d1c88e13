// The account a command works on: through the gateway that runs, else through one of our own for the moment.
import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorCode, TorchatError } from '@torchat/core';
import type { AccountPaths } from '@torchat/core/node';
import type { AccountApi } from '@torchat/gateway/api';
import { note, type Session } from '../terminal/terminal.ts';
import { isNobodyThere } from './failure.ts';
import { networkChoice } from './network.ts';
import { ownGateway } from './own-gateway.ts';
import { sessionPaths } from './paths.ts';
import { remoteAccount } from './remote-account.ts';
import { socketTransport } from './transport.ts';

/** Milliseconds to wait for a gateway that holds the account but does not answer yet, or is just going. */
const BUSY_PATIENCE = 10_000;
const BUSY_PAUSE = 100;
const BUSY =
  'Another process holds this account but does not answer: end it, or wait a moment and try again.';

interface Reach {
  /** True when a gateway was running already, false for one of our own. */
  readonly running: boolean;
  /** Aborts with the session's, and when a gateway of our own ended. */
  readonly signal: AbortSignal;
}

export interface AccountNeeds {
  /** `off`: the store is enough. `tor`: what is done needs the network, so a gateway of our own brings it up. */
  readonly network: 'off' | 'tor';
}

/** Runs `work` with the account's API and undoes what it started. Throws `account_missing` and the rest of `startGateway`. */
export async function withAccount<T>(
  session: Session,
  needs: AccountNeeds,
  work: (api: AccountApi, reach: Reach) => Promise<T>,
): Promise<T> {
  const paths = sessionPaths(session);
  const patience = AbortSignal.any([session.signal, AbortSignal.timeout(BUSY_PATIENCE)]);
  for (;;) {
    try {
      const running = await throughRunning(session, paths, work);
      if (running.reached) return running.result;
      return await throughOwn(session, paths, needs, work);
    } catch (error) {
      if (!isCode(error, 'account_locked') || patience.aborted) throw friendlier(error);
      await sleep(BUSY_PAUSE, undefined, { signal: session.signal });
    }
  }
}

type Reached<T> = { readonly reached: true; readonly result: T } | { readonly reached: false };

async function throughRunning<T>(
  session: Session,
  paths: AccountPaths,
  work: (api: AccountApi, reach: Reach) => Promise<T>,
): Promise<Reached<T>> {
  await using transport = socketTransport(paths.socket);
  const api = remoteAccount(transport);
  try {
    await api.account();
  } catch (error) {
    if (isNobodyThere(error)) return { reached: false };
    // It is just going, or stopped: the same as one that holds the account and does not answer yet.
    if (isCode(error, 'gateway_gone')) throw new TorchatError('account_locked', BUSY, { cause: error });
    throw error;
  }
  return { reached: true, result: await work(api, { running: true, signal: session.signal }) };
}

async function throughOwn<T>(
  session: Session,
  paths: AccountPaths,
  needs: AccountNeeds,
  work: (api: AccountApi, reach: Reach) => Promise<T>,
): Promise<T> {
  const network = needs.network === 'off' ? { mode: 'off' as const } : networkChoice(session.options);
  await using gateway = await ownGateway(session, paths, {
    network,
    // For a moment nobody needs to reach us: another command waits for the lock instead.
    serve: needs.network === 'tor',
  });
  for (const notice of gateway.notices) note(session, notice);
  const ended = new AbortController();
  const closed = gateway.closed.then((why) => {
    ended.abort();
    return why;
  });
  const signal = AbortSignal.any([session.signal, ended.signal]);
  const result = await work(gateway.api, { running: false, signal });
  const failure = ended.signal.aborted ? await closed : null;
  if (failure !== null) throw failure;
  return result;
}

function isCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof TorchatError && error.code === code;
}

function friendlier(error: unknown): unknown {
  if (!isCode(error, 'account_locked')) return error;
  return new TorchatError('account_locked', BUSY, { cause: error });
}
