// Records first contacts of our client with each legacy client into test/transcripts. Run it with
//   node --conditions=source test/interop/record.ts
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bothOnline } from './cases/pair.ts';
import { LEGACY, LEGACY555, type LegacyClient } from '@torchat/simulator/legacy';
import { loopback } from './support/loopback.ts';
import { tap } from './transcript/tap.ts';
import { transcript } from './transcript/write.ts';

const FOLDER = join(import.meta.dirname, '..', 'transcripts');
/** Both clients have met themselves, and said what follows from being online. */
const QUIET = 1500;

for (const client of [LEGACY, LEGACY555])
  for (const adds of ['ours', 'theirs'] as const) {
    const name = `first-contact-${client.version}-${adds === 'ours' ? 'we-add-it' : 'it-adds-us'}.txt`;
    await writeFile(join(FOLDER, name), await record(client, adds));
    process.stdout.write(`${name}\n`);
  }

async function record(client: LegacyClient, adds: 'ours' | 'theirs'): Promise<string> {
  using wire = tap();
  await using world = await loopback((port, to) => wire.reach(port, to));
  const [ours, theirs] = await Promise.all([
    world.ours(client.idLength),
    world.legacy(client, client.idLength),
  ]);
  await pause(QUIET);
  const since = performance.now();
  if (adds === 'ours') ours.say('add', theirs.id);
  else theirs.say('add', ours.id);
  await bothOnline({ ours, theirs });
  await pause(QUIET);
  const title = `First contact with TorChat ${client.version}: ${adds === 'ours' ? 'we add it' : 'it adds us'}.`;
  return transcript({ title, since, ours: ours.id, theirs: theirs.id, noted: wire.noted });
}
