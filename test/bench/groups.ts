// Every benchmark there is, in the order in which they run.
import type { Group } from './run.ts';
import { latency } from './chat/latency/latency.ts';
import { firstContact } from './chat/first-contact/first-contact.ts';
import { reconnect } from './chat/reconnect/reconnect.ts';
import { thousand } from './chat/thousand/thousand.ts';
import { version } from './chat/version/version.ts';
import { world } from './chat/world/world.ts';
import { idleTraffic } from './idle/traffic.ts';
import { queued } from './delivery/queued.ts';
import { besideOld } from './files/beside-old.ts';
import { circuits } from './files/circuits.ts';
import { large } from './files/large.ts';
import { oneCircuit } from './files/one-circuit.ts';
import { textsBeside } from './files/texts-beside.ts';
import { bulk } from './forward/bulk.ts';
import { flood } from './forward/flood.ts';
import { idle } from './forward/idle.ts';
import { opens } from './forward/opens.ts';
import { stalled } from './forward/stalled.ts';
import { voiceBesideBulk } from './forward/voice/beside-bulk.ts';
import { voice } from './forward/voice/voice.ts';
import { filesCut } from './legacy/files-cut.ts';
import { hidden } from './sim/hidden.ts';
import { memory } from './sim/memory.ts';
import { sealedChat } from './seal/chat.ts';
import { sealedFiles } from './seal/files.ts';
import { filesFromOld } from './legacy/files-from.ts';
import { filesToOld } from './legacy/files-to.ts';
import { firstContactWithOld } from './legacy/first-contact.ts';

export const groups: readonly Group[] = [
  { name: 'chat', benchmarks: [latency, firstContact, reconnect, thousand, version, world] },
  { name: 'delivery', benchmarks: [queued] },
  { name: 'legacy', benchmarks: [firstContactWithOld, filesToOld, filesFromOld, filesCut] },
  { name: 'idle', benchmarks: [idleTraffic] },
  { name: 'seal', benchmarks: [sealedChat, sealedFiles] },
  { name: 'files', benchmarks: [oneCircuit, circuits, besideOld, textsBeside, large] },
  { name: 'forward', benchmarks: [bulk, opens, stalled, voice, voiceBesideBulk, flood, idle] },
  { name: 'sim', benchmarks: [hidden, memory] },
];
