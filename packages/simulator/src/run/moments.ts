// The times of a moment: one, or many in ascending order.
import type { Lot } from '../scenario/lot.ts';
import type { Moment } from '../scenario/moment.ts';

/** Milliseconds since the start, up to `end`; endless ones are drawn one by one. */
export function* timesOf(moment: Moment, end: number, lot: Lot): Generator<number> {
  const { at, every, rate, stagger = 0 } = moment;
  const last = Math.min(moment.until ?? end, end);
  const late = stagger === 0 ? 0 : lot.below(stagger + 1);
  if (at !== undefined) {
    if (at + late <= end) yield at + late;
  } else if (every !== undefined) {
    for (let time = (moment.after ?? every) + late; time <= last; time += every) yield time;
  } else if (rate !== undefined) {
    const gap = (): number => -Math.log(1 - lot.next()) / rate;
    for (let time = (moment.after ?? 0) + gap(); time <= last; time += gap()) yield Math.round(time);
  }
}
