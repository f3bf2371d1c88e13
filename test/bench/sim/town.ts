// The town of the benchmark: who lives in it, for so many people and so long.

/** Everybody has about twenty contacts, writes now and then, and is away for ten minutes once in a day. */
export function townOf(clients: number, hours: number): string {
  return `
name: A town of ${clients}
duration: ${hours}h
settle: 10m
people:
  friend: { count: ${clients}, starts_over: 60s }
contacts:
  - { shape: random, each: 20 }
happens:
  - { does: chat, who: all, rate: 5/d, after: 2m }
  - { does: restart, who: all, rate: 1/d, after: 2m, for: 10m }
holds:
  texts: all once in order
  online_within: 5m
  online_at_end: true
  traffic_under: 1 MB
  violations: none
`;
}
