// Whether the chosen clients can live here, before anything is built for them.
import { findSource } from '@torchat/simulator/legacy';
import type { Other } from '../support/others.ts';

/** A line for each checkout that is missing, saying where to get it. */
export function whatIsMissing(others: readonly Other[]): string[] {
  const clients = new Set(others.flatMap(({ client }) => (client === null ? [] : [client])));
  return [...clients].flatMap((client) => {
    const found = findSource(client);
    return found.ok ? [] : [`interop: ${found.reason}`];
  });
}
