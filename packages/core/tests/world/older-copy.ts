// A life in which one client loses its machine and goes on from a copy of its store that is older than its last texts.
import { renumbered } from '../../src/backup/renumbered.ts';
import { type MemoryStore, memoryStore } from '../../src/testing/index.ts';
import type { Resident } from '../../src/testing/world/resident.ts';
import { World } from '../../src/testing/world/world.ts';

const MINUTE = 60_000;
const COPIED = 15 * MINUTE;
const LOST = 30 * MINUTE;
const CALM = 45 * MINUTE;
const END = 60 * MINUTE;
const TEXTS = 60;

export interface Life {
  readonly seed: number;
  /** Whether the copy is renumbered, as it must be. */
  readonly careful: boolean;
}

/** What went wrong: texts that were lost, came twice, or changed places. Which waited in the copy is counted, too. */
export function loseAMachine({ seed, careful }: Life): { broken: string[]; waited: number; known: number } {
  const world = new World({ seed, clients: 3, failing: 0.3 });
  const [loser, ...others] = world.residents as [Resident, ...Resident[]];
  for (const resident of world.residents) meet(world, resident, loser);
  for (let number = 1; number <= TEXTS; number++)
    for (const resident of world.residents) {
      const to = resident === loser ? world.random.pick(others) : loser;
      later(world, resident, world.random.between(5 * MINUTE, CALM), () =>
        resident.command({ type: 'send', id: to.id, text: `${resident.id.slice(0, 4)}.${number}` }),
      );
    }
  for (const resident of world.residents)
    for (let times = 0; times < 8; times++)
      world.agenda.after(world.random.between(6 * MINUTE, CALM), () => restart(world, resident));
  // Some texts wait while the copy is made, and most of them arrive before the machine is lost.
  world.agenda.after(COPIED - 30_000, () => loser.run?.outage(MINUTE));
  for (let number = 1; number <= 4; number++)
    later(world, loser, COPIED - 20_000, () =>
      loser.command({ type: 'send', id: world.random.pick(others).id, text: `waits.${number}` }),
    );
  world.run(COPIED);
  const copy = loser.store.copy();
  const atCopy = { written: snapshotOf(world.witness.written), stored: snapshotOf(world.witness.stored) };
  const waiting = copy.load().outbox.map(({ message }) => message.text);
  world.run(LOST);
  loser.crash();
  const atLoss = { written: snapshotOf(world.witness.written), stored: snapshotOf(world.witness.stored) };
  loser.store = rebuilt(copy, careful);
  loser.start();
  world.run(CALM);
  world.calm();
  for (const resident of world.residents) if (resident.run === null) resident.start();
  world.run(END);
  const broken: string[] = world.witness.violations.map((what) => `accused: ${what}`);
  for (const what of world.witness.brokenRules) broken.push(`inside an engine: ${what}`);
  let known = 0;
  for (const other of others) {
    const there = `${loser.id}>${other.id}`;
    const stored = world.witness.stored.get(there) ?? [];
    const since = (world.witness.written.get(there) ?? []).slice(atLoss.written.get(there)?.length ?? 0);
    if (new Set(stored).size !== stored.length) broken.push('a text of the loser came twice');
    for (const text of [...waiting, ...since])
      if (mine(world, there, text) && !stored.includes(text)) broken.push(`${text} never came`);
    if (stored.filter((text) => since.includes(text)).join() !== since.join())
      broken.push('texts of the second life changed places');
    known += waiting.filter((text) => atLoss.stored.get(there)?.includes(text) === true).length;

    const back = `${other.id}>${loser.id}`;
    const all = world.witness.stored.get(back) ?? [];
    const before = all.slice(0, atCopy.stored.get(back)?.length ?? 0);
    const after = all.slice(atLoss.stored.get(back)?.length ?? 0);
    const second = [...before, ...after];
    if (new Set(second).size !== second.length) broken.push('a text to the loser came twice');
    for (const text of world.witness.written.get(back) ?? [])
      if (!all.includes(text)) broken.push(`${text} never reached the loser`);
  }
  return { broken, waited: waiting.length, known };
}

function mine(world: World, pair: string, text: string): boolean {
  return world.witness.written.get(pair)?.includes(text) === true;
}

function meet(world: World, resident: Resident, loser: Resident): void {
  world.agenda.after(world.random.below(MINUTE), () => {
    resident.start();
    resident.command({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
    if (resident !== loser) resident.command({ type: 'add', id: loser.id });
    else
      for (const other of world.residents)
        if (other !== loser) resident.command({ type: 'add', id: other.id });
  });
}

/** When the client is up. */
function later(world: World, resident: Resident, delay: number, run: () => void): void {
  world.agenda.after(delay, () => {
    if (resident.run === null) later(world, resident, 5000, run);
    else run();
  });
}

function restart(world: World, resident: Resident): void {
  if (resident.run === null) return;
  resident.crash();
  world.agenda.after(world.random.between(500, 60_000), () => {
    if (resident.run === null) resident.start();
  });
}

/** A fresh store with the content of the copy. */
function rebuilt(copy: MemoryStore, careful: boolean): MemoryStore {
  const snapshot = copy.load();
  const after = renumbered(snapshot.numbering);
  const numbering = careful ? after.numbering : snapshot.numbering;
  const open = new Map(
    snapshot.outbox.map(({ message, seq }) => {
      const epoch = careful ? after.epochOf({ contact: message.contact, seq }) : undefined;
      return [message.key, { seq, ...(epoch !== undefined && { epoch }) }];
    }),
  );
  const store = memoryStore();
  store.apply([
    { type: 'profile', profile: snapshot.profile },
    { type: 'settings', settings: snapshot.settings },
    ...snapshot.contacts.map((contact) => ({ type: 'contact' as const, contact })),
    ...numbering.map((one) => ({ type: 'numbering' as const, numbering: one })),
    ...snapshot.contacts
      .flatMap(({ id }) => copy.history(id, { limit: 1000 }))
      .sort((a, b) => a.key - b.key)
      .map((message) => ({ type: 'message' as const, seq: null, ...open.get(message.key), message })),
  ]);
  return store;
}

function snapshotOf(lists: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  return new Map([...lists].map(([pair, texts]) => [pair, [...texts]]));
}
