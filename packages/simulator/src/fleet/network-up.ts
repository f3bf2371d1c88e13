// Waits until the authorities of an exported Tor network agree on all of its nodes. Nobody is started before: clients would guess.
import { setTimeout as pause } from 'node:timers/promises';
import { TorchatError } from '@torchat/core';
import { authorityAt, countUsable } from '../tornet/authority-port.ts';
import type { FleetFile } from './fleet-file.ts';

const LOOK_EVERY = 1000;
/** Images may have to come first. */
const UP_WITHIN = 600_000;

export async function networkUp(
  { authorities, nodes }: Pick<FleetFile, 'authorities' | 'nodes'>,
  signal: AbortSignal,
  onProgress: (fraction: number, sentence: string) => void,
): Promise<void> {
  const asks = authorities.hosts.map((host) => authorityAt(authorities.dirPort, host));
  const began = performance.now();
  for (;;) {
    const usable = await Promise.all(asks.map((one) => countUsable(one, signal)));
    const fewest = Math.min(...usable.map((count) => count ?? 0));
    if (fewest >= nodes) return;
    onProgress(fewest / nodes, `${fewest} of ${nodes} nodes of the Tor network are agreed on.`);
    if (performance.now() - began > UP_WITHIN)
      throw new TorchatError(
        'tor_failed',
        `After ${UP_WITHIN / 60_000} minutes the authorities agree on ${fewest} of ${nodes} nodes. Look at the logs of the others.`,
      );
    await pause(LOOK_EVERY, undefined, { signal });
  }
}
