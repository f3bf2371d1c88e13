// Alone or not: what it means for our onion service and for everybody we talk to.
import { emit, setReachability } from '../core.ts';
import { stopDialling } from '../dialling.ts';
import { dropPeer } from '../links.ts';
import type { Core } from '../state.ts';
import { PUBLISH_PATIENCE } from '../timing.ts';
import type { Twin } from './state.ts';

/** Nobody looks, or nobody was found. */
export function isAlone({ twin }: Core): boolean {
  return twin === null || twin.phase === 'alone';
}

/** No other machine, or the user wants this one: our service is published. */
export function becomeAlone(core: Core, twin: Twin): void {
  core.timers.clear(core.everyone, 'twin');
  twin.misses = 0;
  if (twin.phase === 'alone') return;
  const wasFound = twin.phase === 'found';
  twin.phase = 'alone';
  twin.other = '';
  core.timers.set(core.everyone, 'patience', core.now + PUBLISH_PATIENCE);
  core.outputs.push({ type: 'publish' });
  if (wasFound) emit(core, { type: 'twin', twin: null });
}

/** The account runs on another machine: here it goes offline, and nobody is dialled. */
export function giveWay(core: Core, twin: Twin, machine: string): void {
  const before = twin.phase;
  const told = twin.other;
  twin.phase = 'found';
  twin.other = machine;
  if (before === 'alone') goOffline(core);
  if (before !== 'found' || told !== machine) emit(core, { type: 'twin', twin: { machine } });
}

/** Nothing is published from here on, until a look has shown that nobody else is there. */
export function goOffline(core: Core): void {
  core.mayDial = false;
  core.timers.clear(core.everyone, 'patience');
  core.outputs.push({ type: 'withdraw' });
  stopDialling(core);
  for (const peer of core.peers.values()) dropPeer(core, peer);
  setReachability(core, { state: 'unknown', delay: null });
}
