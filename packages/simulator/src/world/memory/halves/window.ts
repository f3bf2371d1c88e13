// How far the halves of a town may be apart in time.

/** Each half can live so long without looking at the other, milliseconds. The longer, the less one waits for the other. */
export const WINDOW = 250;
/** One way between people of different halves, from and to: what one half does now the other learns no sooner. */
export const FAR = [WINDOW, 600] as const;
/** A dial's way there, and its answer's way back: both together about what a dial takes where a town is whole. */
export const HALF_A_DIAL = [WINDOW, 1500] as const;
