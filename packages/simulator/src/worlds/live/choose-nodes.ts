// Which nodes of a Tor network are struck, as the seed has it.
import type { Lot } from '../../scenario/lot.ts';

/** Of those that run; one of each kind is left, without which there is no network to speak of. */
export function chooseNodes(
  running: readonly string[],
  kind: 'relay' | 'authority',
  count: number,
  lot: Lot,
): readonly string[] {
  const of = running.filter((name) => name.startsWith(kind));
  return lot.shuffled(of).slice(0, Math.min(count, of.length - 1));
}
