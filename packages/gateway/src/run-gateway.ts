// `torchat up`: a gateway that runs until a signal or its API ends it, and the exit code of that.
import { constants } from 'node:os';
import { TorchatError } from '@torchat/core';
import { type Gateway, startGateway } from './gateway.ts';
import type { GatewayOptions } from './options.ts';

/** HUP: the terminal it was started in has gone. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface RunOptions extends Omit<GatewayOptions, 'signal'> {
  /** Called when the API answers. */
  readonly started?: (gateway: Gateway) => void;
  /** One sentence about what went wrong while it ran or ended. */
  readonly complain?: (sentence: string) => void;
}

/**
 * Resolves with the exit code when everything is undone: 0 after a clean end, 1 when the account could not go on or something
 * could not be undone. Rejects as `startGateway` does. The first signal ends it cleanly, a second one at once.
 */
export async function runGateway({ started, complain, ...options }: RunOptions): Promise<number> {
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) process.exit(128 + constants.signals[signal]);
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    const gateway = await startGateway({ ...options, signal: stop.signal });
    started?.(gateway);
    return await ending(gateway, complain);
  } catch (failure) {
    // The user changed his mind while it was starting.
    if (stop.signal.aborted && failure instanceof TorchatError && failure.code === 'cancelled') return 0;
    throw failure;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

async function ending(gateway: Gateway, complain: RunOptions['complain']): Promise<number> {
  const reason = await gateway.closed;
  if (reason !== null) complain?.(reason.message);
  try {
    await gateway.close();
  } catch {
    complain?.('Not everything could be closed in good order; what is left ends with this process.');
    return 1;
  }
  return reason === null ? 0 : 1;
}
