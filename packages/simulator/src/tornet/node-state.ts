// The `state` file a node finds at its first start: a past in which it carried as much as every other node.

const DAY_SECONDS = 86_400;
const CARRIED = 100_000_000;

/**
 * Without a past, a newborn relay counts as 0 and one that happened to carry a few bytes as everything. Clients then choose that one as
 * first and as last hop of the same circuit, which its second hop refuses: some networks built no circuit for 30 s to 5 min.
 * `now` in milliseconds since 1970.
 */
export function nodeState(now: number): string {
  return nodeStateAt(new Date(now - 60_000).toISOString().slice(0, 19).replace('T', ' '));
}

/** `ends`: when that past ended, as `2026-01-31 23:59:00` in UTC. */
export function nodeStateAt(ends: string): string {
  const history = ['Read', 'Write'].flatMap((way) => [
    `BWHistory${way}Ends ${ends}`,
    `BWHistory${way}Interval ${DAY_SECONDS}`,
    `BWHistory${way}Values ${CARRIED * DAY_SECONDS}`,
    `BWHistory${way}Maxima ${CARRIED}`,
  ]);
  return `${history.join('\n')}\n`;
}
