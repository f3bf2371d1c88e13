// Whether tor let the address of a service lapse while it had no network, or is about to.
//
// A service's address at the directories changes with each time period, 24 votes long. tor keeps two descriptors, and at a turn, when
// a new shared random value counts, half a period before the next address does, it drops the older one and makes one for the period
// after the present one (rend-spec-v3, 2.2.1). It does so when a consensus tells it, once, however late (0.4.9.11), so that the
// descriptor of the present period is missing until the next turn, and nobody finds the service:
// * when it hears of a turn only after the next period has begun. With the public network that is a machine that sleeps from before
//   midnight (UTC) until after noon.
// * when it was given the service while it still went by a consensus from before a turn: that one is made up for once more.

/** Votes in a time period. */
const VOTES = 24;

/** `last`: when tor last told its directories of the service, `now`: both, as the interval, in milliseconds, the former since 1970. */
export function missedTurn(last: number, now: number, interval: number): boolean {
  const next = (turnOf(last, interval) + 1) * VOTES * interval;
  return now >= next + (VOTES * interval) / 2;
}

/** Whether there was a turn between two times. */
export function turnBetween(before: number, after: number, interval: number): boolean {
  return turnOf(before, interval) !== turnOf(after, interval);
}

function turnOf(time: number, interval: number): number {
  return Math.floor(time / (VOTES * interval));
}
