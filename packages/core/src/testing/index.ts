export { type MemoryStore, memoryStore } from './memory-store.ts';
export { type Account, type HourOptions, liveAnHour } from './world/hour.ts';
export { sendFilesAbout } from './world/files.ts';
export type { Plant } from './world/resident.ts';
