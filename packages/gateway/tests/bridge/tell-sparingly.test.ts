import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BridgeEvent } from '../../src/bridge/options.ts';
import { tellSparingly } from '../../src/bridge/tell-sparingly.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('attack: refusals are told six times a minute, however many there are', () => {
  const told: BridgeEvent[] = [];
  const tell = tellSparingly((event) => told.push(event));
  for (let count = 0; count < 100; count++) tell({ type: 'refused', why: 'alias_taken' });
  expect(told).toHaveLength(6);
  vi.advanceTimersByTime(60_000);
  tell({ type: 'refused', why: 'alias_taken' });
  expect(told).toHaveLength(7);
});

it('whether the old program is there is told when it changes', () => {
  const told: string[] = [];
  const tell = tellSparingly((event) => told.push(event.type));
  const events = [
    'client_there',
    'client_away',
    'client_away',
    'client_there',
    'client_there',
    'client_away',
  ] as const;
  for (const type of events) tell({ type });
  expect(told).toEqual(['client_away', 'client_there', 'client_away']);
});
