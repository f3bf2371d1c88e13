// How far the halves of a town may be apart in time.

/** One way between people of different halves, milliseconds, from and to: what one half does now the other learns no sooner. */
export const FAR = [250, 600] as const;
/** So each half can live so long without looking at the other. The longer, the less one waits for the other. */
export const WINDOW: number = FAR[0];
