// What a world is asked to do at a moment: the happenings and faults of a scenario with everybody in them named.
import type { Person } from '../scenario/cast.ts';

/** Something that one person does. People are named by their place in the cast. */
export type Deed =
  /** Every text of a run is one of its kind, so that it can be found again. */
  | { readonly does: 'chat'; readonly who: Person; readonly to: Person; readonly text: string }
  /** `name` is the only one of its kind in a run; the content follows from it, see `bytesOf`. */
  | {
      readonly does: 'file';
      readonly who: Person;
      readonly to: Person;
      readonly name: string;
      readonly size: number;
    }
  | {
      readonly does: 'forward';
      readonly who: Person;
      readonly to: Person;
      readonly name: string;
      readonly size: number;
    }
  | { readonly does: 'status'; readonly who: Person; readonly status: 'available' | 'away' | 'xa' }
  | { readonly does: 'add' | 'remove'; readonly who: Person; readonly to: Person };

/** Something that begins, is there for a while, and mostly ends. `ends`: milliseconds after it began; null: never. */
export type Fault = { readonly number: number; readonly ends: number | null } & (
  | {
      readonly what: 'restart' | 'killed' | 'tor_killed' | 'disk_full' | 'suspended' | 'moved' | 'twin';
      readonly who: readonly Person[];
    }
  /** Nothing passes between any of the one and any of the other, either way; `everybody`: each of the one has no network at all. */
  | {
      readonly what: 'link_cut';
      readonly who: readonly Person[];
      readonly from: readonly Person[] | 'everybody';
    }
  /** Milliseconds, with the sign. */
  | { readonly what: 'clock_jump'; readonly who: readonly Person[]; readonly by: number }
  /** The world chooses which, and says so. */
  | { readonly what: 'relay_killed' | 'authority_killed'; readonly count: number }
);

export type FaultKind = Fault['what'];
