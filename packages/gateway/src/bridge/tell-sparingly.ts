// Events that strangers can bring about, at a rate that neither a person nor a program has to fear.
import { createRate } from './dial/rate.ts';
import type { BridgeEvent } from './options.ts';

const REFUSALS_A_MINUTE = 6;

/** Whether the old program is there is told once, until it changes. */
export function tellSparingly(tell: (event: BridgeEvent) => void): (event: BridgeEvent) => void {
  const often = createRate(REFUSALS_A_MINUTE);
  let presence: BridgeEvent['type'] = 'client_there';
  return (event) => {
    if (event.type === 'refused' && !often.allows(event.why)) return;
    if (event.type === 'client_away' || event.type === 'client_there') {
      if (event.type === presence) return;
      presence = event.type;
    }
    tell(event);
  };
}
