// One town lived through in a process of its own, so that its memory is its own: prints what it took as JSON.
import { readScenario, runScenario, worldNamed } from '@torchat/simulator/sim';
import { townOf } from './town.ts';

const MILLION = 1e6;

/** What a town took. Times in seconds, memory in megabytes. */
export interface TownTook {
  readonly clients: number;
  readonly hours: number;
  /** Of a clock on the wall, and of processors. */
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number;
  readonly contacts: number;
  readonly texts: number;
  /** Bytes a contact and day, sent and received. */
  readonly traffic: number;
  readonly broken: readonly string[];
}

async function live(clients: number, hours: number): Promise<TownTook> {
  const reading = readScenario(townOf(clients, hours));
  const kind = await worldNamed('memory');
  if (!reading.ok || kind === null) throw new Error('The town cannot be read.');
  const { signal } = new AbortController();
  const { scenario } = reading;
  const result = await runScenario({ scenario, file: 'town', kind, seed: 1, repeat: '', signal });
  const { user, system } = process.cpuUsage();
  const bytes = result.samples.reduce(
    (sum, { sent, received }) => sum + (sent?.at(-1) ?? 0) + (received?.at(-1) ?? 0),
    0,
  );
  const contacts = result.people.reduce((sum, person) => sum + person.contacts.length, 0);
  return {
    clients,
    hours,
    seconds: result.seconds,
    cpu: (user + system) / MILLION,
    memory: (process.resourceUsage().maxRSS * 1024) / MILLION,
    contacts,
    texts: result.texts.length,
    traffic: bytes / contacts / (result.length / 86_400_000),
    broken: result.checks.filter(({ held }) => !held).map(({ asked, seen }) => `${asked}: ${seen}`),
  };
}

const [clients, hours] = process.argv.slice(2).map(Number) as [number, number];
process.stdout.write(JSON.stringify(await live(clients, hours)));
