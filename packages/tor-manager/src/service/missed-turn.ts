// Whether tor let the address of a service lapse while it had no network.
//
// A service's address on the directories changes with each time period, 24 votes long; tor keeps two descriptors, and at the turn
// of the shared random value, half a period before the next address counts, it drops the older one and makes the one for the
// period to come (rend-spec-v3, 2.2.1). A tor that had no network at that turn, and finds one again only when the next period has begun,
// makes up for the turn, but with the descriptor of the period after (0.4.9.11): the one of the period that counts is never made,
// and nobody finds the service until the next turn. With public tor that is a machine that sleeps from before midnight (UTC) until after noon.

/** Votes in a time period. */
const VOTES = 24;

/** `last`: when tor last told its directories of the service, `now`: both in milliseconds since 1970. */
export function missedTurn(last: number, now: number, votingInterval: number): boolean {
  const period = VOTES * votingInterval;
  const turn = (Math.floor(last / period) + 1) * period;
  return now >= turn + period / 2;
}
