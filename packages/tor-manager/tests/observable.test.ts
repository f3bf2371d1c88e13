import { expect, it } from 'vitest';
import { observable } from '../src/observable.ts';

it('tells of changes only, until the undo', () => {
  const value = observable({ phase: 'a' });
  const seen: string[] = [];
  const undo = value.subscribe(({ phase }) => seen.push(phase));
  value.set({ phase: 'a' });
  value.set({ phase: 'b' });
  undo();
  value.set({ phase: 'c' });
  expect(seen).toEqual(['b']);
  expect(value.current).toEqual({ phase: 'c' });
});

it('tells everybody in the same order when a listener sets the next value', () => {
  const value = observable(0);
  const seen: number[] = [];
  value.subscribe((now) => now === 1 && value.set(2));
  value.subscribe((now) => seen.push(now));
  value.set(1);
  expect(seen).toEqual([1, 2]);
});
