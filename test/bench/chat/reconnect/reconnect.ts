// How long two people are apart when one's process, or one's tor, was killed and comes back.
import type { Bench, Benchmark, Measured } from '../../figure.ts';
import { median } from '../../stats/quantile.ts';
import { within } from '../../support/within.ts';
import { seesOnline, twoPeople, type TwoPeople } from '../two-people.ts';

const MEDIAN_AT_MOST = 8;
const WORST_AT_MOST = 15;
const WORST_WITHOUT_TOR = 20;
const GIVEN_UP_AFTER = 180;
const NOTICED_WITHIN = 300;

/** Seconds from the blow, or the new start after it. */
interface Return {
  readonly torReady: number;
  readonly published: number;
  readonly together: number;
}

export const reconnect: Benchmark = {
  name: 'reconnect',
  profile: 'tornet',
  deadline: 1500,
  async run(bench) {
    await using people = await twoPeople(bench);
    const times = bench.quick ? 3 : 20;
    const restarts: Return[] = [];
    const deaths: Return[] = [];
    for (let at = 0; at < times; at++) {
      restarts.push(await restartProcess(people, bench));
      deaths.push(await killTor(people, bench));
      bench.say(`restart ${inWords(restarts.at(-1))}; tor killed ${inWords(deaths.at(-1))}.`);
    }
    const restarted = restarts.map((one) => one.together);
    return [
      figure('restart of the process, median', median(restarted), MEDIAN_AT_MOST),
      figure(`restart of the process, worst of ${times}`, Math.max(...restarted), WORST_AT_MOST),
      figure(
        `tor killed, worst of ${times}`,
        Math.max(...deaths.map((one) => one.together)),
        WORST_WITHOUT_TOR,
      ),
    ];
  },
};

function figure(name: string, ours: number, most: number): Measured {
  return { name, unit: 's', ours, target: `<= ${most} s`, holds: ours <= most };
}

async function restartProcess(people: TwoPeople, bench: Bench): Promise<Return> {
  const { bob, alices } = people;
  const apart = alices.until(() => !seesOnline(alices, bob), bench.signal);
  await bob.kill();
  const start = performance.now();
  const starting = people.startBob();
  await within(NOTICED_WITHIN, 'alice noticed that bob was gone', apart);
  await within(GIVEN_UP_AFTER, 'bob’s gateway answered', starting);
  return comeBack(people, start, bench);
}

async function killTor(people: TwoPeople, bench: Bench): Promise<Return> {
  const { alice, bob, alices, bobs } = people;
  const apart = Promise.all([
    alices.until(() => !seesOnline(alices, bob), bench.signal),
    bobs.until(() => !seesOnline(bobs, alice), bench.signal),
    bobs.until(() => bobs.account.network.phase !== 'ready', bench.signal),
  ]);
  const start = performance.now();
  await bob.killTor();
  await within(NOTICED_WITHIN, 'both noticed that bob’s tor was gone', apart);
  return comeBack(people, start, bench);
}

async function comeBack(
  { alice, bob, alices, bobs }: TwoPeople,
  start: number,
  bench: Bench,
): Promise<Return> {
  const ready = bobs.until(() => bobs.account.network.phase === 'ready', bench.signal);
  const published = bobs.until(() => bobs.account.service === 'published', bench.signal);
  const times = await within(
    GIVEN_UP_AFTER,
    'each saw the other online again',
    Promise.all([
      ready,
      published,
      alices.until(() => seesOnline(alices, bob), bench.signal),
      bobs.until(() => seesOnline(bobs, alice), bench.signal),
    ]),
  );
  const [torReady, wasPublished, ...seen] = times.map((at) => (at - start) / 1000);
  return { torReady: torReady ?? 0, published: wasPublished ?? 0, together: Math.max(...seen) };
}

function inWords(one: Return | undefined): string {
  if (one === undefined) return '';
  const { torReady, published, together } = one;
  return `${together.toFixed(1)} s (tor ready ${torReady.toFixed(1)}, published ${published.toFixed(1)})`;
}
