// Two of our accounts over a private Tor network, killed with texts open both ways, and what came of it.
import { startTornet } from '@torchat/simulator';
import { person } from '../bench/support/person.ts';
import { temporaryFolder } from '../bench/support/temporary-folder.ts';
import { within } from '../bench/support/within.ts';
import { seeded } from '../bench/stats/prng.ts';
import { otherOf } from './blow.ts';
import { textsOf } from './history.ts';
import { Letters } from './letters.ts';
import type { KillOptions, Surroundings } from './options.ts';
import type { Outcome } from './outcome.ts';
import { side, type Side } from './side.ts';
import { allDelivered, storm } from './storm.ts';
import { judge } from './verdict.ts';

const MEETING_LIMIT = 90;

export async function killTwoOfOurs(
  { kills, texts, seed }: KillOptions,
  { signal, say }: Surroundings,
): Promise<Outcome> {
  const started = performance.now();
  const random = seeded(seed);
  await using stack = new AsyncDisposableStack();
  say('Starting the private Tor network.');
  const tornet = stack.use(await startTornet({ profile: 'fast', signal }));
  const { path: home } = stack.use(await temporaryFolder());
  const make = async (name: string): Promise<Side> => {
    const account = stack.use(await person(name, home, tornet));
    const letters = new Letters({ writer: name, count: texts, random });
    return stack.use(side(name, account, letters, signal));
  };
  const sides = [await make('alice'), await make('bob')] as const;
  const [alice, bob] = sides;
  await Promise.all([alice.start(bob.person.id), bob.start(alice.person.id)]);
  await alice.api.ask('POST', '/v1/contacts', { id: bob.person.id });
  await within(MEETING_LIMIT, 'they saw each other for the first time', allDelivered(sides, signal), signal);
  // The history is the proof: what was read and delivered stays.
  for (const one of sides)
    await one.api.ask('PATCH', `/v1/contacts/${otherOf(sides, one).person.id}`, { keepHistory: true });
  say('They have met.');

  const past = await storm({ sides, kills, random, signal, say });
  for (const one of sides)
    while (one.letters.left > 0) await one.letters.post(one.api, otherOf(sides, one).person.id);
  await within(MEETING_LIMIT, 'the last texts were delivered', allDelivered(sides, signal), signal);

  const verdicts = [];
  let brokenPromises = 0;
  for (const one of sides) {
    const other = otherOf(sides, one);
    const written = await textsOf(one.api, other.person.id, 'out');
    verdicts.push(judge(written, await textsOf(other.api, one.person.id, 'in')));
    brokenPromises += one.letters.brokenPromises(written);
  }
  const starts = alice.starts + bob.starts;
  return { ...past, verdicts, brokenPromises, starts, texts, seconds: (performance.now() - started) / 1000 };
}
