// What whoever watches a run is told while it lives.
import type { Cast } from '../scenario/cast.ts';
import type { Recorder } from '../record/recorder.ts';
import type { SimEvent } from '../world/event.ts';
import type { SimWorld } from '../world/sim-world.ts';
import type { Faults } from './faults.ts';

export interface RunWatch {
  readonly opening?: (cast: Cast, recorder: Recorder) => void;
  readonly progress?: (fraction: number, sentence: string) => void;
  readonly living?: (world: SimWorld, faults: Faults) => void;
  readonly event?: (event: SimEvent) => void;
  /** A sentence about a fault that began or ended. */
  readonly fault?: (at: number, sentence: string) => void;
  readonly ending?: () => void;
}
