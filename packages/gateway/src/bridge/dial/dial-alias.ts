// From an alias to a stream: looks up whom it means, and dials within bounds.
import type { Socket } from 'node:net';
import type { TorchatId } from '@torchat/core';
import { DialError, type OnionNetwork, VIRTUAL_PORT } from '@torchat/core/node';
import type { Introductions } from '../book/introductions.ts';
import {
  DIAL_DEADLINE,
  DIALS_A_MINUTE_PER_ID,
  DIALS_AT_ONCE,
  STRANGER_DIALS_A_MINUTE,
  STRANGER_DIALS_AT_ONCE,
} from '../limits.ts';
import { createGate, type Gate } from './gate.ts';
import { createTurns } from './turns.ts';

interface Dialled {
  readonly id: TorchatId;
  readonly stream: Socket;
}

/** Null: nobody is known by that alias, or nobody answered. Waits where it is too soon to try again. */
export type DialAlias = (alias: string, signal: AbortSignal) => Promise<Dialled | null>;

export function aliasDialler(network: Pick<OnionNetwork, 'dial'>, introductions: Introductions): DialAlias {
  const contacts = createGate({ atOnce: DIALS_AT_ONCE });
  const strangers = createGate({ atOnce: STRANGER_DIALS_AT_ONCE, perMinute: STRANGER_DIALS_A_MINUTE });
  const turns = createTurns(DIALS_A_MINUTE_PER_ID);

  async function dial(id: TorchatId, gate: Gate, signal: AbortSignal): Promise<Dialled> {
    await turns.take(id, signal);
    const leave = await gate.enter(signal);
    try {
      const options = { isolation: `chat ${id}`, deadline: DIAL_DEADLINE, signal };
      return { id, stream: await network.dial(id, VIRTUAL_PORT, options) };
    } finally {
      leave();
    }
  }

  return async (alias, signal) => {
    const { ids, known } = introductions.whom(alias);
    for (const id of ids) {
      try {
        return await dial(id, known ? contacts : strangers, signal);
      } catch (failure) {
        if (signal.aborted) return null;
        if (!(failure instanceof DialError)) throw failure;
      }
    }
    return null;
  };
}
