export { type MemoryStore, memoryStore } from './memory-store.ts';
export { type Account, type HourOptions, liveAnHour } from './world/hour.ts';
export type { Plant } from './world/resident.ts';
