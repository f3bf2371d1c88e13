// One of our accounts and an unmodified legacy client over a private Tor network; ours is killed.
import { startTornet } from '@torchat/simulator';
import { person } from '../../bench/support/person.ts';
import { temporaryFolder } from '../../bench/support/temporary-folder.ts';
import { within } from '../../bench/support/within.ts';
import { seeded } from '../../bench/stats/prng.ts';
import { LEGACY, LEGACY555, theLegacy } from '@torchat/simulator/legacy';
import { textsOf } from '../history.ts';
import { Letters } from '../letters.ts';
import type { KillOptions, Surroundings } from '../options.ts';
import { side } from '../side.ts';
import { oldClient } from './old-client.ts';
import type { OldOutcome } from './old-outcome.ts';
import { oldStorm, settled } from './old-storm.ts';

const MEETING_LIMIT = 120;

/** Throws with a sentence where the legacy client, or the python it needs, is not on this machine. */
export async function killBesideOld(
  { kills, texts, seed }: KillOptions,
  which: '553' | '555',
  { signal, say }: Surroundings,
): Promise<OldOutcome> {
  const started = performance.now();
  const client = which === '553' ? LEGACY : LEGACY555;
  const found = theLegacy(client);
  const random = seeded(seed);
  await using stack = new AsyncDisposableStack();
  say('Starting the private Tor network.');
  const tornet = stack.use(await startTornet({ profile: 'fast', signal }));
  const { path: home } = stack.use(await temporaryFolder());
  const account = stack.use(await person('alice', home, tornet));
  const letters = new Letters({ writer: 'alice', count: texts, random, plain: true });
  const ours = stack.use(side('alice', account, letters, signal));
  const old = stack.use(await oldClient(client, { ...found, home, tornet }));
  await ours.start(old.id);
  await ours.api.ask('POST', '/v1/contacts', { id: old.id });
  old.say('add', account.id);
  const both = { ours, old, signal };
  await within(MEETING_LIMIT, 'they saw each other for the first time', settled(both), signal);
  await ours.api.ask('PATCH', `/v1/contacts/${old.id}`, { keepHistory: true });
  say('They have met.');
  const past = await oldStorm({ ...both, kills, texts, random, say });
  return {
    ...past,
    client: `TorChat ${client.version}`,
    network: which === '553' ? 'a private Tor network and a bridge' : 'a private Tor network',
    brokenPromises: letters.brokenPromises(await textsOf(ours.api, old.id, 'out')),
    texts,
    seconds: (performance.now() - started) / 1000,
  };
}
