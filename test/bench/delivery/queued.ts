// Five thousand texts that waited for a contact: how fast they go when it returns, and what both processes take for it.
import { readFileSync } from 'node:fs';
import type { ApiContact } from '@torchat/gateway/api';
import { seesOnline, twoPeople, type TwoPeople } from '../chat/two-people.ts';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import { median } from '../stats/quantile.ts';
import type { Person } from '../support/person.ts';
import { within } from '../support/within.ts';

const TEXTS = 5000;
const TEXT = 'about as long as what people say to each other: sixty bytes.';
const POSTS_AT_ONCE = 32;
const LEAST_A_SECOND = 500;
const BACK_WITHIN = 180;
/** Of Linux: what /proc counts processor time in. */
const TICKS_A_SECOND = 100;

interface Round {
  readonly textsASecond: number;
  /** Share of one core, of the sender's and of the receiver's process. */
  readonly cores: readonly [number, number];
}

export const queued: Benchmark = {
  name: 'queued',
  profile: 'tornet',
  deadline: 1500,
  async run(bench) {
    await using people = await twoPeople(bench);
    const rounds: Round[] = [];
    for (let at = 0; at < (bench.quick ? 1 : 10); at++) {
      const round = await deliverQueue(people, bench);
      rounds.push(round);
      const [sender, receiver] = round.cores.map((share) => `${Math.round(share * 100)} %`);
      bench.say(
        `${Math.round(round.textsASecond)} texts a second; the sender took ${sender} of a core, the receiver ${receiver}; ` +
          `most memory so far ${megabytes(people.alice)} and ${megabytes(people.bob)} MB.`,
      );
    }
    const speeds = rounds.map(({ textsASecond }) => textsASecond);
    return [
      figure(`median of ${rounds.length}`, median(speeds)),
      figure(`slowest of ${rounds.length}`, Math.min(...speeds)),
    ];
  },
};

function figure(name: string, ours: number): Measured {
  return {
    name: `${TEXTS} queued texts, ${name}`,
    unit: 'texts/s',
    ours,
    target: `>= ${LEAST_A_SECOND}`,
    holds: ours >= LEAST_A_SECOND,
  };
}

async function deliverQueue(people: TwoPeople, bench: Bench): Promise<Round> {
  const { alice, bob, alices } = people;
  const apart = alices.until(() => !seesOnline(alices, bob), bench.signal);
  await bob.stop();
  await within(BACK_WITHIN, 'alice noticed that bob was gone', apart);
  await queueTexts(people);
  const bobs = await people.startBob();
  const online = await within(
    BACK_WITHIN,
    'bob was back',
    alices.until(() => seesOnline(alices, bob), bench.signal),
  );
  const before = [alice, bob].map(processorSeconds);
  const over = alices.until(() => alices.contact(bob.id)?.waiting === 0, bench.signal);
  const seconds = ((await within(BACK_WITHIN, 'all was delivered', over)) - online) / 1000;
  const [sender = 0, receiver = 0] = [alice, bob].map(
    (one, at) => (processorSeconds(one) - (before[at] ?? 0)) / seconds,
  );
  // Delivered is what his store has, and he reads it, so that the next round finds room.
  const { unread } = (await bobs.ask('GET', `/v1/contacts/${alice.id}`)) as ApiContact;
  if (unread !== TEXTS) throw new Error(`${TEXTS} texts were delivered and ${unread} are there.`);
  await bobs.ask('POST', `/v1/contacts/${alice.id}/read`, { upTo: Number.MAX_SAFE_INTEGER });
  return { textsASecond: TEXTS / seconds, cores: [sender, receiver] };
}

async function queueTexts({ alices, bob }: TwoPeople): Promise<void> {
  let left = TEXTS;
  async function post(): Promise<void> {
    while (left-- > 0) await alices.ask('POST', `/v1/contacts/${bob.id}/messages`, { text: TEXT });
  }
  await Promise.all(Array.from({ length: POSTS_AT_ONCE }, post));
}

function processorSeconds(person: Person): number {
  const [, rest = ''] = readFileSync(`/proc/${person.pid()}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number);
  return (user + system) / TICKS_A_SECOND;
}

function megabytes(person: Person): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+)/mu.exec(readFileSync(`/proc/${person.pid()}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1000);
}
