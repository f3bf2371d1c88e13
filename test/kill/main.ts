// `npm run test:kill`: two accounts over a private Tor network, killed two hundred times with texts open both ways.
import { startTornet } from '@torchat/simulator';
import { person } from '../bench/support/person.ts';
import { temporaryFolder } from '../bench/support/temporary-folder.ts';
import { within } from '../bench/support/within.ts';
import { seeded } from '../bench/stats/prng.ts';
import { otherOf } from './blow.ts';
import { historyOf } from './history.ts';
import { Letters } from './letters.ts';
import { type KillOptions, readOptions, USAGE } from './options.ts';
import { isUnbroken, type Outcome, sentence } from './outcome.ts';
import { side, type Side } from './side.ts';
import { allDelivered, storm } from './storm.ts';
import { judge } from './verdict.ts';

const MEETING_LIMIT = 90;

const started = performance.now();
const say = (text: string): void => {
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`${`${seconds}`.padStart(5)} s  ${text}\n`);
};

async function run({ kills, texts, seed }: KillOptions, signal: AbortSignal): Promise<Outcome> {
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
    const written = await historyOf(one.api, other.person.id, 'out');
    verdicts.push(judge(written, await historyOf(other.api, one.person.id, 'in')));
    brokenPromises += one.letters.brokenPromises(written);
  }
  const starts = alice.starts + bob.starts;
  return { ...past, verdicts, brokenPromises, starts, texts, seconds: (performance.now() - started) / 1000 };
}

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => stop.abort(new Error('It was stopped.')));
  const outcome = await run(options, stop.signal);
  if (options.json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  else process.stdout.write(`${sentence(outcome)}\n`);
  return isUnbroken(outcome) ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (failure) {
  say(failure instanceof Error ? failure.message : String(failure));
  say(USAGE);
  process.exitCode = 2;
}
