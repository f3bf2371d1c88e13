// Asks an agent, and takes its answer.
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { TorchatError } from '@torchat/core';
import type { Answer, Asked } from './wire.ts';
import { firstLine, opening } from './wire.ts';

export interface Agent {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

/** Milliseconds: the longest is a round through a forwarded port, which has its own deadline before. */
const ANSWER_WITHIN = 180_000;
const RETRY = 500;

/** Its answer. Rejects with `internal` and its own words, or where it is not there. */
export async function ask(agent: Agent, asked: Asked, signal?: AbortSignal): Promise<unknown> {
  const socket = await reach(agent, signal);
  const stop = (): void => void socket.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    socket.write(opening(agent.token, asked));
    const line = await firstLine(socket, ANSWER_WITHIN);
    if (line === null) throw new TorchatError('internal', `${agent.host} did not answer.`);
    const answer = JSON.parse(line) as Answer;
    if ('error' in answer) throw new TorchatError('internal', answer.error);
    return answer.ok;
  } finally {
    signal?.removeEventListener('abort', stop);
    socket.destroy();
  }
}

/** The same, again and again until it is there: machines come up in any order. */
export async function askUntilThere(agent: Agent, asked: Asked, signal: AbortSignal): Promise<unknown> {
  for (;;)
    try {
      return await ask(agent, asked, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!isAbsent(error)) throw error;
      await pause(RETRY, undefined, { signal });
    }
}

export async function reach({ host, port }: Agent, signal?: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true, ...(signal === undefined ? {} : { signal }) });
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

const ABSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT']);

function isAbsent(error: unknown): boolean {
  return ABSENT.has((error as NodeJS.ErrnoException).code ?? '');
}
