// The record of a run: everything that checks judge and reports draw. Plain JSON; times are milliseconds since the world began.
import type { Presence } from '@torchat/core';
import type { CheckName } from '../scenario/checks.ts';
import type { WorldName } from '../scenario/moment.ts';
import type { ClientKind } from '../scenario/people.ts';
import type { FaultKind } from '../world/deed.ts';
import type { WorldFacts } from '../world/sim-world.ts';

export interface SimResult {
  readonly format: 'torchat-sim-1';
  readonly scenario: { readonly name: string; readonly file: string };
  readonly world: WorldName;
  readonly seed: number;
  /** The command that repeats the run. */
  readonly repeat: string;
  /** Of the calendar, ISO 8601. */
  readonly startedAt: string;
  /** Seconds that the run took here, and the world's own length in milliseconds. */
  readonly seconds: number;
  readonly length: number;
  readonly facts: WorldFacts;
  readonly machine: { readonly cores: number; readonly memory: number; readonly node: string };
  readonly people: readonly PersonRecord[];
  /** What each showed of each contact, pair by pair. */
  readonly views: readonly ViewRecord[];
  readonly texts: readonly TextRecord[];
  readonly files: readonly FileRecord[];
  readonly forwards: readonly ForwardRecord[];
  readonly faults: readonly FaultRecord[];
  readonly recoveries: readonly RecoveryRecord[];
  readonly samples: readonly SamplesRecord[];
  /** What clients complained of, and what was seen from outside. */
  readonly incidents: readonly IncidentRecord[];
  readonly checks: readonly CheckRecord[];
  /** What the file asks for, and this run left out: other worlds only. Sentences. */
  readonly leftOut: readonly string[];
  /** Null: it came to its end. Else why it did not; the record is of what was until then. */
  readonly ended: string | null;
}

export interface PersonRecord {
  readonly name: string;
  readonly group: string;
  readonly kind: ClientKind;
  /** Those on its list at the end. Places in `people`, as everywhere below. */
  readonly contacts: readonly number[];
  /** When it began to be up or down, in turn; the first is up. */
  readonly lives: readonly number[];
}

export interface ViewRecord {
  readonly viewer: number;
  readonly contact: number;
  /** Offline before the first. */
  readonly changes: readonly (readonly [at: number, presence: Presence])[];
}

export interface TextRecord {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** When its sender's client took it on its books; null: it was never seen to, but it was shown to somebody. */
  readonly taken: number | null;
  /** When the receiver was shown it: once, if all is well. */
  readonly shown: readonly number[];
  /** Its place among all that were shown of `from` at `to`, from 0; -1: never shown. In order when it ascends with `taken`. */
  readonly place: number;
  readonly delivered: number | null;
}

export interface FileRecord {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly size: number;
  readonly taken: number;
  readonly landed: number | null;
  readonly right: boolean | null;
  /** Why it did not arrive; null while it did not fail. */
  readonly failed: string | null;
}

export interface ForwardRecord {
  readonly from: number;
  readonly to: number;
  readonly size: number;
  /** When the round was over, and how long it took. */
  readonly at: number;
  readonly milliseconds: number;
  readonly right: boolean;
  readonly why: string;
}

export interface FaultRecord {
  readonly number: number;
  readonly what: FaultKind;
  /** Whom it struck. */
  readonly who: readonly number[];
  /** Of a cut link, who is beyond it; empty: everybody. */
  readonly from: readonly number[];
  /** What the world chose to strike: names of relays or authorities. */
  readonly hit: readonly string[];
  readonly began: number;
  /** Null: it never ended. */
  readonly ended: number | null;
}

/** How `viewer` showed `contact` after a fault that struck one of them was over. Milliseconds. */
export interface RecoveryRecord {
  /** Of `faults`, by number. */
  readonly fault: number;
  readonly viewer: number;
  readonly contact: number;
  /** Until it was shown online for good; 0: it always was. Null: not as long as it was watched. */
  readonly took: number | null;
  /** For so long in all it was shown offline and was not. */
  readonly hidden: number;
  /** Until the next fault of either, or the end of the run. */
  readonly watched: number;
}

/** Columns of equal length. A column is missing where the world cannot tell. */
export interface SamplesRecord {
  readonly who: number;
  readonly at: readonly number[];
  readonly memory?: readonly number[];
  readonly cpu?: readonly number[];
  readonly sent?: readonly number[];
  readonly received?: readonly number[];
}

export interface IncidentRecord {
  readonly at: number;
  readonly who: number;
  readonly kind: 'violation' | 'connection' | 'twin' | 'error';
  /** Whom it concerns, where that is known. */
  readonly other: number | null;
  readonly what: string;
}

export interface CheckRecord {
  readonly check: CheckName;
  /** What was asked, in words: "recovery within 20 s". */
  readonly asked: string;
  readonly held: boolean;
  /** What was seen, in words: "median 3.1 s, worst 9.8 s of 38". */
  readonly seen: string;
  /** What did not hold, the first few one by one. */
  readonly violations: readonly Violation[];
  /** All of them, those that are not listed too. */
  readonly count: number;
}

export interface Violation {
  /** Null: it has no moment of its own. */
  readonly at: number | null;
  readonly who: number | null;
  readonly what: string;
}
