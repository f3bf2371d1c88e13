export { type MemoryStore, memoryStore } from './memory-store.ts';
export { type Crashes, type CrashesOptions, liveThroughCrashes } from './world/crashes.ts';
export { type Deed, type Discipline, Gaps } from './world/deeds.ts';
export { type Account, type HourOptions, liveAnHour } from './world/hour.ts';
export { sendFilesAbout } from './world/files.ts';
export { type Prng, prng } from './world/prng.ts';
export type { Plant } from './world/resident.ts';
