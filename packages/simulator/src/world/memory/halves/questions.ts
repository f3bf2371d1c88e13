// What the world asks of the thread of the other half.
import type { Person } from '../../../scenario/cast.ts';
import type { Deed, Fault } from '../../deed.ts';
import type { SimEvent } from '../../event.ts';

export type Question =
  | { readonly ask: 'live'; readonly until: number }
  | { readonly ask: 'start'; readonly person: Person }
  | { readonly ask: 'perform'; readonly deed: Deed }
  | { readonly ask: 'begin' | 'end'; readonly fault: Fault }
  | { readonly ask: 'samples' };

export interface Answer {
  /** Of `perform` whether it was done, of `samples` these, else nothing. */
  readonly value: unknown;
  readonly events: readonly SimEvent[];
}
