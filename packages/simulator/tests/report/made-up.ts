// Records of runs that never were, for the report to draw: as large and as wild as a test wants them.
import { lotOf } from '../../src/scenario/lot.ts';
import type { SimResult } from '../../src/record/result.ts';

type Mutable<T> = {
  -readonly [Field in keyof T]: T[Field] extends readonly (infer Item)[] ? Item[] : T[Field];
};

export interface MadeUp {
  readonly clients: number;
  readonly each?: number;
  /** Milliseconds. */
  readonly length?: number;
  readonly texts?: number;
  readonly faults?: number;
  readonly samples?: number;
  readonly seed?: number;
}

/** A ring of clients that start, see each other, write, and are killed now and then. */
export function madeUp({
  clients,
  each = Math.min(4, clients - 1),
  length = 600_000,
  texts = clients * 30,
  faults = 6,
  samples = 40,
  seed = 1,
}: MadeUp): SimResult {
  const lot = lotOf(seed, 'made up');
  const reach = Math.ceil(each / 2);
  const contactsOf = (who: number): number[] => {
    const found = new Set<number>();
    for (let step = 1; step <= reach; step++)
      for (const other of [who + step, who - step]) found.add((other + clients * reach) % clients);
    found.delete(who);
    return [...found].sort((a, b) => a - b);
  };
  const people = Array.from({ length: clients }, (_, who) => ({
    name: clients === 1 ? 'alice' : `friend${who + 1}`,
    group: 'friend',
    kind: 'ours' as const,
    contacts: contactsOf(who),
    lives: [Math.round(lot.next() * length * 0.02)],
  }));
  const views = people.flatMap(({ contacts, lives }, viewer) =>
    contacts.map((contact) => ({
      viewer,
      contact,
      changes: [
        [Math.max(lives[0] ?? 0, people[contact]?.lives[0] ?? 0) + 800 + lot.below(6000), 'available'],
      ] as [number, 'available' | 'offline'][],
    })),
  );
  const records: Mutable<Pick<SimResult, 'faults' | 'recoveries' | 'texts' | 'samples'>> = {
    faults: [],
    recoveries: [],
    texts: [],
    samples: [],
  };
  const spell = (length * 0.9) / Math.max(1, faults);
  for (let number = 0; number < faults; number++) {
    const who = lot.below(clients);
    const began = Math.round(length * 0.08 + number * spell);
    const ended = began + Math.round(spell * (0.1 + 0.2 * lot.next()));
    const what = lot.pick(['killed', 'suspended', 'tor_killed', 'link_cut'] as const);
    records.faults.push({ number, what, who: [who], from: [], hit: [], began, ended });
    if (what === 'killed') people[who]?.lives.push(began, ended);
    for (const view of views.filter(({ viewer, contact }) => viewer === who || contact === who)) {
      const took = lot.below(12) === 0 ? null : Math.round(400 + 9000 * lot.next() ** 3);
      view.changes.push([began + lot.below(Math.max(1, Math.round(spell * 0.08))), 'offline']);
      if (took !== null || number < faults - 1)
        view.changes.push([ended + (took ?? spell * 0.4), 'available']);
      records.recoveries.push({ fault: number, viewer: view.viewer, contact: view.contact, took } as never);
    }
  }
  for (let at = 0; at < (clients > 1 ? texts : 0); at++) {
    const from = lot.below(clients);
    const to = lot.pick(people[from]?.contacts ?? [0]);
    const taken = Math.round(length * (0.03 + (0.9 * at) / texts));
    const away = records.faults.find(
      ({ who, began, ended }) =>
        (who.includes(from) || who.includes(to)) && began <= taken && (ended ?? 0) >= taken,
    );
    const shown = Math.round(
      (away?.ended ?? taken) + 60 + 900 * lot.next() ** 4 + (away === undefined ? 0 : 5000 * lot.next()),
    );
    const lost = lot.below(900) === 0;
    records.texts.push({
      from,
      to,
      text: `text ${at}`,
      taken,
      shown: lost ? [] : [shown],
      place: at,
      delivered: null,
    });
  }
  for (const who of people.keys()) {
    const at = Array.from({ length: samples }, (_, place) => Math.round((length * (place + 1)) / samples));
    const base = 60e6 + 30e6 * lot.next();
    const speed = 10 + 40 * lot.next();
    records.samples.push({
      who,
      at,
      memory: at.map((time) => Math.round(base + (20e6 * time) / length + 8e6 * lot.next())),
      cpu: at.map((time, place) => Math.round((speed * time) / 1000 + place)),
      sent: at.map((time) => Math.round(time * 0.3 * speed)),
      received: at.map((time) => Math.round(time * 0.31 * speed)),
    });
  }
  return {
    format: 'torchat-sim-1',
    scenario: { name: 'A made-up life', file: 'made-up.yaml' },
    world: 'tor',
    seed,
    repeat: `npm run sim -- run made-up --world tor --seed ${seed}`,
    startedAt: '2026-01-01T00:00:00.000Z',
    seconds: length / 1000,
    length,
    facts: {
      about: 'Processes over a private Tor network with round trips of about 16 ms.',
      traffic: 'tor',
      torVersion: '0.4.8.16',
    },
    machine: { cores: 2, memory: 8e9, node: 'v24.0.0' },
    people,
    views,
    files: [],
    forwards: [],
    incidents: [],
    checks: [],
    leftOut: [],
    ended: null,
    ...records,
  } as unknown as SimResult;
}
