// Brings the next look at all limits nearer when something new has one.
import type { Core } from './state.ts';

/** The next look comes no later than so many milliseconds from now. */
export function sweepAfter(core: Core, limit: number): void {
  const at = core.now + limit;
  const { sweep: planned } = core.everyone.timers;
  if (planned !== undefined && planned.at > at) core.timers.set(core.everyone, 'sweep', at);
}
