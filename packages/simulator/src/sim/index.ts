// The simulator for other packages and tools: scenarios, the port of worlds, and the record of a run.
export { type Cast, castOf, type Person } from '../scenario/cast.ts';
export type { CheckName, Holds } from '../scenario/checks.ts';
export type { Breakage, FaultName } from '../scenario/faults.ts';
export type { DeedName, Happening } from '../scenario/happenings.ts';
export { type Lot, lotOf } from '../scenario/lot.ts';
export { type Moment, type WorldName, WORLDS } from '../scenario/moment.ts';
export type { ClientKind, Group } from '../scenario/people.ts';
export { type Problem, problemLine } from '../scenario/problem.ts';
export { readScenario, type Reading } from '../scenario/read.ts';
export type { Scenario } from '../scenario/scenario.ts';
export { jsonSchema } from '../scenario/schema.ts';
export type * from '../record/result.ts';
export { bytesOf } from '../world/content.ts';
export type { Deed, Fault, FaultKind } from '../world/deed.ts';
export type { Sample, SimEvent } from '../world/event.ts';
export type { Carries, OpenOptions, SimWorld, WorldFacts, WorldKind } from '../world/sim-world.ts';
