// The standing scenario: an hour of storm, then calm, then the account of it.
import { LIE, visit } from './liar.ts';
import type { Resident } from './resident.ts';
import { World, type WorldOptions } from './world.ts';

const MINUTE = 60_000;
const STORM = 60 * MINUTE;
/** Longer than the longest back-off: by then everybody has found everybody. */
const CALM = 12 * MINUTE;
/** One client leaves in the calm; the others know it before their own patience (240 s) tells them. */
const ABSENCE = 225_000;
/** And see it again soon after its return. */
const RETURN = 60_000;
const END = STORM + CALM + ABSENCE + RETURN;
const TEXTS = 50;
const RESTARTS = 20;
/** Within so many deeds a client dies that is to die. */
const DEEDS = 24;
const OUTAGES = 2;
const CONTACTS = 3;
const STATES = ['available', 'away', 'xa'] as const;

export interface Account {
  readonly seed: number;
  readonly hash: string;
  readonly texts: number;
  readonly inputs: number;
  readonly dials: number;
  /** What was promised and did not hold; empty when all is well. */
  readonly broken: readonly string[];
}

export interface HourOptions extends Pick<WorldOptions, 'seed' | 'plant' | 'log' | 'sealed'> {
  readonly clients?: number;
  readonly failing?: number;
}

/** Ten clients, a virtual hour with 50 texts and 20 restarts each and 30 % failing dials, unless told otherwise. */
export function liveAnHour(options: HourOptions): Account {
  const { seed, clients = 10, failing = 0.3 } = options;
  const world = new World({ ...options, clients, failing });
  let broken: string[];
  try {
    for (const [at, resident] of world.residents.entries()) plan(world, resident, at);
    for (let at = 0; at < 60; at++) world.agenda.after(world.random.below(STORM), () => visit(world));
    world.run(STORM);
    world.calm();
    for (const resident of world.residents)
      if (resident.run === null) resident.start();
      else resident.pardon();
    world.run(STORM + CALM);
    const leaver = world.random.pick(world.residents);
    leaver.crash();
    world.witness.countFromHere();
    world.run(STORM + CALM + ABSENCE);
    broken = judgeAbsence(world, leaver);
    leaver.start();
    world.run(END);
    broken.push(...judge(world));
  } catch (error) {
    broken = [`threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  const { dials, inputs, stored } = world.witness;
  const texts = [...stored.values()].reduce((sum, list) => sum + list.length, 0);
  return { seed, hash: world.hash, texts, inputs, dials, broken };
}

function plan(world: World, resident: Resident, place: number): void {
  const { agenda, random, residents } = world;
  agenda.after(random.below(MINUTE), () => {
    resident.start();
    resident.command({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
    resident.command({ type: 'profile', profile: { name: `client ${place}`, text: '' } });
  });
  for (let step = 1; step <= CONTACTS; step++) {
    const other = residents[(place + step * step) % residents.length] as Resident;
    if (other === resident) continue;
    whenUp(world, resident, random.between(MINUTE, 5 * MINUTE), () =>
      resident.command({ type: 'add', id: other.id }),
    );
  }
  for (let number = 1; number <= TEXTS; number++)
    whenUp(world, resident, random.between(5 * MINUTE, STORM), () =>
      sayTo(world, resident, `${place}.${number}`),
    );
  for (let at = 0; at < RESTARTS; at++)
    agenda.after(random.between(2 * MINUTE, STORM), () => restart(world, resident));
  for (let at = 0; at < OUTAGES; at++)
    agenda.after(random.between(2 * MINUTE, STORM), () =>
      resident.run?.outage(random.between(1000, 2 * MINUTE)),
    );
  for (let at = 0; at < 4; at++)
    whenUp(world, resident, random.between(MINUTE, STORM), () =>
      resident.command({ type: 'status', status: random.pick(STATES) }),
    );
}

/** Later, when the client is not up: every deed is done. */
function whenUp(world: World, resident: Resident, delay: number, run: () => void): void {
  world.agenda.after(delay, () => {
    if (resident.run === null) whenUp(world, resident, 5000, run);
    else run();
  });
}

function sayTo(world: World, resident: Resident, text: string): void {
  const listed =
    resident.run?.engine.view().contacts.filter((contact) => contact.relation === 'listed') ?? [];
  if (listed.length === 0) return whenUp(world, resident, 5000, () => sayTo(world, resident, text));
  const { id } = world.random.pick(listed);
  const reply = resident.command({ type: 'send', id, text });
  // It died over this, and may have kept the text or not.
  if (reply === null && world.witness.written.get(`${resident.id}>${id}`)?.includes(text) !== true)
    whenUp(world, resident, 5000, () => sayTo(world, resident, text));
}

function restart(world: World, resident: Resident): void {
  if (resident.run === null) return;
  // Between two deeds of the next inputs; a machine that dies says no more than a process that does.
  resident.doom(world.random.below(DEEDS), world.random.chance(0.5) ? 'power' : 'process');
  resident.onFall = () => {
    resident.onFall = () => undefined;
    world.agenda.after(world.random.between(500, 60_000), () => {
      if (resident.run === null) resident.start();
    });
  };
}

function judgeAbsence(world: World, leaver: Resident): string[] {
  const broken: string[] = [];
  for (const resident of world.residents) {
    const contact = resident.run?.engine.contact(leaver.id);
    if (contact != null && contact.presence !== 'offline')
      broken.push(
        `${resident.id.slice(0, 6)} still sees ${leaver.id.slice(0, 6)}, who has left, as ${contact.presence}`,
      );
    const company =
      resident.run?.engine.view().contacts.filter((other) => other.presence !== 'offline').length ?? 0;
    const heard = world.witness.heard.get(resident.id) ?? 0;
    if (heard < company)
      broken.push(
        `${resident.id.slice(0, 6)} heard ${heard} lines of ${company} contacts in ${ABSENCE / 1000} s`,
      );
  }
  return broken;
}

function judge(world: World): string[] {
  const broken: string[] = [];
  const { witness, residents } = world;
  const pairs = new Set([...witness.written.keys(), ...witness.stored.keys()]);
  for (const pair of pairs) {
    const written = witness.written.get(pair) ?? [];
    const stored = witness.stored.get(pair) ?? [];
    const name = pair.replace(/(\w{6})\w+>(\w{6})\w+/u, '$1>$2');
    if (stored.includes(LIE)) broken.push(`${name}: a lie was believed`);
    const first = written.findIndex((text, at) => stored[at] !== text);
    if (first >= 0)
      broken.push(`${name}: text ${first + 1} of ${written.length} is ${stored[first] ?? 'missing'}`);
    else if (stored.length !== written.length)
      broken.push(`${name}: ${stored.length - written.length} texts too many`);
  }
  for (const resident of residents) broken.push(...judgeOne(world, resident));
  if (witness.violations.length > 0)
    broken.push(`honest clients accused each other: ${witness.violations[0]}`);
  for (const what of witness.brokenRules) broken.push(`inside an engine: ${what}`);
  const hours = END / (60 * MINUTE);
  const perClient = witness.dials / residents.length / hours;
  if (perClient > 1500) broken.push(`${Math.round(perClient)} dials an hour and client`);
  if (witness.inputs / residents.length > 40_000) broken.push('a flood of inputs');
  return broken;
}

function judgeOne(world: World, resident: Resident): string[] {
  const broken: string[] = [];
  const name = resident.id.slice(0, 6);
  const view = resident.run?.engine.view();
  if (view === undefined) return [`${name}: is not up`];
  if (view.reachability.state !== 'reachable')
    broken.push(`${name}: believes itself ${view.reachability.state}`);
  for (const contact of view.contacts) {
    const other = world.resident(contact.id)?.run?.engine.view();
    const pair = `${name} sees ${contact.id.slice(0, 6)}`;
    if (contact.presence !== other?.status)
      broken.push(`${pair} as ${contact.presence}, it is ${other?.status}`);
    if (contact.profile.name !== other?.profile.name) broken.push(`${pair} under a wrong name`);
    if (world.sealed && contact.seal !== 'sealed') broken.push(`${pair} as ${contact.seal}, not sealed`);
    if (contact.waiting > 0) broken.push(`${pair}: ${contact.waiting} texts wait for it`);
    if (contact.relation !== 'listed') broken.push(`${pair} as ${contact.relation}`);
  }
  return broken;
}
