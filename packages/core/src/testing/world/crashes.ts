// The scenario of crashes: two who write to each other, or send files, and die between any two deeds, their machines too; then calm.
import { FRESH_ACCOUNT, FRESH_POLICY } from '../../fresh-account.ts';
import type { Contact } from '../../model.ts';
import type { Gaps } from './deeds.ts';
import type { Fall, Resident } from './resident.ts';
import { acceptAll, FilesWorld, judgeFiles, sendFile } from './files-world.ts';
import type { World, WorldOptions } from './world.ts';

const MINUTE = 60_000;
const STORM = 10 * MINUTE;
/** Longer than the longest back-off: by then they have found each other. */
const CALM = 12 * MINUTE;
const BURSTS = 20;
const MOST_IN_BURST = 5;
const FILES = 4;
const LARGEST_FILE = 40 * 8192;
/** Deeds in a life: some end in the handshake, some long after it. */
const SHORT = 60;
const LONG = 250;

export interface Crashes {
  readonly seed: number;
  readonly hash: string;
  /** Of both, safe at whoever wrote them. */
  readonly texts: number;
  /** Of both, which their senders' accounts said they have. */
  readonly files: number;
  readonly falls: Readonly<Record<Fall, number>>;
  /** What was promised and did not hold; empty when all is well. */
  readonly broken: readonly string[];
}

export interface CrashesOptions extends Pick<WorldOptions, 'seed' | 'plant' | 'discipline' | 'log'> {
  readonly gaps?: Gaps;
  /** Files in place of texts. */
  readonly files?: boolean;
  /** With `gaps`: a moment, by its name there, in which somebody is to die. */
  readonly target?: string | null;
}

export function liveThroughCrashes(options: CrashesOptions): Crashes {
  const { seed, target = null, files = false } = options;
  options.gaps?.begin(seed, target);
  const world = new FilesWorld({ ...options, clients: 2, failing: 0.1 });
  const falls = { process: 0, power: 0 };
  const [alice, bob] = world.residents as [Resident, Resident];
  let broken: string[];
  try {
    for (const [one, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      one.store.apply([{ type: 'contact', contact: listed(other) }]);
      one.onFall = (what) => {
        falls[what]++;
        world.agenda.after(world.random.between(300, 4000), () => live(world, one));
      };
      live(world, one);
      if (files) planFiles(world, one, other);
      else plan(world, one, other);
    }
    world.run(STORM);
    world.calm();
    for (const resident of world.residents) {
      resident.run?.doom.lift();
      acceptAll(resident);
    }
    world.run(STORM + CALM);
    broken = [...judge(world, alice, bob), ...(files ? judgeFiles(world) : [])];
  } catch (error) {
    broken = [`threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  const texts = [...world.witness.written.values()].reduce((sum, list) => sum + list.length, 0);
  return { seed, hash: world.hash, texts, files: world.promised.size, falls, broken };
}

/** One life of a client; while the storm lasts it has an end. */
function live(world: World, resident: Resident): void {
  const { random } = world;
  if (resident.run !== null) return;
  resident.start();
  acceptAll(resident);
  if (world.time >= STORM) return;
  const deeds = random.chance(0.3) ? random.below(SHORT) : random.below(LONG);
  resident.doom(deeds, random.chance(0.5) ? 'power' : 'process');
}

/** Bursts of texts, each written where its writer is up. */
function plan(world: World, from: Resident, to: Resident): void {
  const { random, agenda } = world;
  let number = 0;
  for (let burst = 0; burst < BURSTS; burst++)
    agenda.after(random.below(STORM), () => {
      for (let left = random.between(1, MOST_IN_BURST); left > 0; left--)
        from.command({ type: 'send', id: to.id, text: `${++number}` });
    });
}

/** Each sent where its sender is up. */
function planFiles(world: FilesWorld, from: Resident, to: Resident): void {
  const { random, agenda } = world;
  for (let at = 0; at < FILES; at++)
    agenda.after(random.below(STORM), () => sendFile(world, from, to, LARGEST_FILE));
}

function listed({ id }: Resident): Contact {
  return {
    id,
    name: '',
    note: '',
    relation: 'listed',
    removedUs: false,
    addedAt: 1,
    lastSeenAt: null,
    returned: false,
    keepHistory: false,
    pinned: false,
    files: FRESH_POLICY,
    profile: FRESH_ACCOUNT.profile,
    avatar: null,
  };
}

function judge({ witness }: World, alice: Resident, bob: Resident): string[] {
  const broken: string[] = [];
  for (const [from, to, name] of [
    [alice, bob, 'alice to bob'],
    [bob, alice, 'bob to alice'],
  ] as const) {
    const written = witness.written.get(`${from.id}>${to.id}`) ?? [];
    const stored = witness.stored.get(`${from.id}>${to.id}`) ?? [];
    const wrong = written.findIndex((text, at) => stored[at] !== text);
    if (wrong >= 0)
      broken.push(`${name}: text ${wrong + 1} of ${written.length} is ${stored[wrong] ?? 'missing'}`);
    else if (stored.length > written.length)
      broken.push(`${name}: ${stored.length - written.length} too many`);
    const waiting = from.run?.engine.contact(to.id)?.waiting;
    if (waiting !== 0) broken.push(`${name}: ${waiting ?? 'nobody knows how many'} texts wait`);
  }
  if (witness.violations.length > 0) broken.push(`they accused each other: ${witness.violations[0]}`);
  for (const what of witness.brokenRules) broken.push(`inside an engine: ${what}`);
  return broken;
}
