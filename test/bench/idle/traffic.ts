// What an idle client costs the network: its tor's own count of bytes, beside that of 0.9.9.555 with the same contacts, and of
// a tor that only publishes an onion service.
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import { type House, openHouse } from '../legacy/house.ts';
import type { Member } from '../legacy/member.ts';
import { publishPorts, type RawTor } from '../reference/onion-service.ts';
import { socketsOf } from '../reference/sockets-of.ts';
import { trafficOf } from '../reference/traffic-of.ts';
import { type Api, openApi } from '../support/api.ts';
import { person } from '../support/person.ts';
import { within } from '../support/within.ts';

const MINUTE = 60_000;
/** Until circuits that were built ahead, and what the first contact left, are gone. */
const SETTLE = 5 * MINUTE;
const HOUR = 60 * MINUTE;
const CONTACTS_ONLINE = 2;
const MEETING = 180;

interface Watched {
  readonly name: string;
  readonly tor: RawTor;
}

export const idleTraffic: Benchmark = {
  name: 'traffic',
  profile: 'tornet',
  deadline: 2 * 3600,
  async run(bench) {
    await using house = await openHouse(bench);
    const contacts = await Promise.all(
      Array.from({ length: CONTACTS_ONLINE }, (_, at) => house.ours({ name: `contact${at}` })),
    );
    // One who was there once, and is away: dialled again and again.
    const away = await house.ours({ name: 'away' });
    await using stack = new AsyncDisposableStack();
    const rows: Measured[] = [];
    const sets = [
      { called: `${CONTACTS_ONLINE} contacts online`, friends: contacts },
      { called: `${CONTACTS_ONLINE} contacts online, 1 away`, friends: [...contacts, away] },
    ];
    const watched = await Promise.all(sets.map(({ friends }, at) => both(house, stack, friends, at, bench)));
    const floor = await onlyPublished(house, stack);
    await away[Symbol.asyncDispose]();
    bench.say('All have met. Now they idle.');
    await pause(bench.quick ? 10_000 : SETTLE, undefined, { signal: bench.signal });
    const all = [...watched.flat(), floor];
    const before = await Promise.all(all.map(({ tor }) => trafficOf(tor)));
    const time = bench.quick ? MINUTE : HOUR;
    await pause(time, undefined, { signal: bench.signal });
    const after = await Promise.all(all.map(({ tor }) => trafficOf(tor)));
    const kilobytes = after.map((count, at) => ((count - (before[at] ?? 0)) / 1000) * (HOUR / time));
    for (const [at, { name }] of all.entries())
      bench.say(`${name}: ${kilobytes[at]?.toFixed(0)} kB an hour.`);
    for (const [at, { called }] of sets.entries()) {
      const [ours = 0, theirs = 0] = kilobytes.slice(2 * at, 2 * at + 2);
      rows.push({
        name: `an idle hour of tor, ${called}, beside 0.9.9.555`,
        unit: 'kB',
        ours,
        reference: theirs,
        ratio: { ratio: ours / theirs, low: ours / theirs, high: ours / theirs },
        target: '<= reference',
        holds: ours <= theirs,
      });
    }
    return rows;
  },
};

/** One of ours with a tor of its own, as its users run it, and one of old; each knows the same contacts. */
async function both(
  house: House,
  stack: AsyncDisposableStack,
  friends: readonly Member[],
  at: number,
  bench: Bench,
): Promise<readonly [Watched, Watched]> {
  const tornet = await bench.tornet();
  const ours = stack.use(await person(`idle${at}`, house.folder, tornet));
  ours.start();
  const api = stack.use(await openApi(ours.paths.socket, bench.signal));
  const theirs = await house.old('0.9.9.555', { name: `idle-old${at}` });
  for (const friend of friends) {
    await api.ask('POST', '/v1/contacts', { id: friend.id });
    theirs.program.say('add', friend.id);
  }
  await within(
    MEETING,
    'everybody had met',
    Promise.all([
      api.until(() => friends.every(({ id }) => isOnline(api, id)), bench.signal),
      ...friends.map((friend) => theirs.sees(friend)),
    ]),
    bench.signal,
  );
  return [
    { name: `ours, ${friends.length} contacts`, tor: socketsOf(ours.paths.tor) },
    { name: `0.9.9.555, ${friends.length} contacts`, tor: theirs.tor },
  ];
}

async function onlyPublished(house: House, stack: AsyncDisposableStack): Promise<Watched> {
  const tor = await house.newTor();
  stack.use(await publishPorts(tor, [{ virtual: 9, target: 9 }]));
  return { name: 'a tor that only publishes', tor };
}

function isOnline(api: Api, id: string): boolean {
  return api.contact(id)?.presence === 'available';
}
