// The port of every world: what it can carry, and how the runner makes it live through a scenario.
import type { Cast, Person } from '../scenario/cast.ts';
import type { CheckName } from '../scenario/checks.ts';
import type { WorldName } from '../scenario/moment.ts';
import type { ClientKind } from '../scenario/people.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Deed, Fault, FaultKind } from './deed.ts';
import type { Sample, SimEvent } from './event.ts';

/** What a world can do and see. What a scenario asks beyond that is told before anything starts. */
export interface Carries {
  readonly kinds: ReadonlySet<ClientKind>;
  readonly deeds: ReadonlySet<Deed['does']>;
  readonly faults: ReadonlySet<FaultKind>;
  readonly checks: ReadonlySet<CheckName>;
  /** Bounds of memory and processors. */
  readonly limits: boolean;
}

export interface OpenOptions {
  readonly scenario: Scenario;
  readonly cast: Cast;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Called from the moment on that `open` resolved. */
  readonly onEvent: (event: SimEvent) => void;
  /** While it opens: `fraction` from 0 to 1. */
  readonly onProgress: (fraction: number, sentence: string) => void;
}

/** What stands beside the figures of a report. */
export interface WorldFacts {
  /** A sentence on what its times mean: "Engines on a virtual clock, a round trip of 40 to 1300 ms." */
  readonly about: string;
  /** What `sent` and `received` of samples count. */
  readonly traffic: 'lines' | 'tor' | 'none';
  readonly torVersion: string | null;
}

/** A kind of world. */
export interface WorldKind {
  readonly name: WorldName;
  readonly carries: Carries;
  /**
   * Everything but the clients, which start one by one: a network, folders, containers. The clock begins when this resolves.
   * Rejects with TorchatError; whatever was made by then is gone again.
   */
  open(options: OpenOptions): Promise<SimWorld>;
}

/** A world that lives. Closing it ends and removes everything, whatever state it is in. Idempotent. */
export interface SimWorld extends AsyncDisposable {
  readonly facts: WorldFacts;
  /** Milliseconds since `open` resolved, of the world's own clock. */
  now(): number;
  /** Lives on until this time; rejects when the signal of `open` is aborted. */
  until(time: number): Promise<void>;
  /**
   * Starts a client for the first time, adds `person.adds` and applies its settings. Resolves when it was asked, not when it is up:
   * `up` tells that.
   */
  start(person: Person): Promise<void>;
  /** False: its client does not run, so nothing was done. Resolves when it was asked; events tell what became of it. */
  perform(deed: Deed): Promise<boolean>;
  /** Begins it. Resolves when it has begun, with what was hit where the world chose: ["relay2"]. */
  breakIt(fault: Fault): Promise<readonly string[]>;
  /** Ends it: starts again what was ended by it, heals, wakes. Called once for each fault that ends. */
  mend(fault: Fault): Promise<void>;
  /** One of each client that runs, as far as this world can tell. */
  sample(): Promise<readonly Sample[]>;
}
