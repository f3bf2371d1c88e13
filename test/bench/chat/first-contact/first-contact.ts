// From `add` to both seeing each other online, strangers before, against raw first dials between the same two tors.
import { join } from 'node:path';
import { launchTor } from '@torchat/tor-manager';
import type { Bench, Benchmark } from '../../figure.ts';
import { median, quantile } from '../../stats/quantile.ts';
import { pairedRatio, type Pair } from '../../stats/ratio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type RawPaths, socketsOf } from '../../reference/sockets-of.ts';
import { freshClient } from './fresh-client.ts';
import { rawFirstDial } from './raw-first-dial.ts';
import { within } from '../../support/within.ts';

const MOST = 3;
const TOGETHER_WITHIN = 120;

interface Side {
  readonly network: Awaited<ReturnType<typeof launchTor>>;
  readonly folder: string;
  readonly raw: RawPaths;
}

export const firstContact: Benchmark = {
  name: 'first-contact',
  profile: 'tornet',
  deadline: 900,
  async run(bench) {
    await using stack = new AsyncDisposableStack();
    const [left, right] = [await startSide(stack, bench), await startSide(stack, bench)];
    const rounds = bench.quick ? 3 : 20;
    const pairs: Pair[] = [];
    const nulls: Pair[] = [];
    // The first round finds tors that have hardly built a circuit: it counts for nobody.
    for (let at = -1; at < rounds; at++) {
      const ours = await meet(left, right, at, bench);
      const raw = await rawFirstDial(left.raw, right.raw, right.folder);
      const again = await rawFirstDial(left.raw, right.raw, right.folder);
      bench.say(`${ours.toFixed(2)} s, raw ${raw.toFixed(2)} and ${again.toFixed(2)} s.`);
      if (at < 0) continue;
      pairs.push([ours, raw]);
      nulls.push([raw, again]);
    }
    const ours = pairs.map(([mine]) => mine);
    const reference = median(nulls.flat());
    bench.say(
      `worst ${Math.max(...ours).toFixed(2)} s, worst raw ${quantile(nulls.flat(), 1).toFixed(2)} s.`,
    );
    return [
      {
        name: `first contact, median of ${rounds}`,
        unit: 's',
        ours: median(ours),
        reference,
        ratio: pairedRatio(pairs),
        null: pairedRatio(nulls),
        target: `<= ${MOST} x reference`,
        holds: median(ours) <= MOST * reference,
      },
    ];
  },
};

async function startSide(stack: AsyncDisposableStack, bench: Bench): Promise<Side> {
  const tornet = await bench.tornet();
  const { path: folder } = stack.use(await temporaryFolder());
  const torFolder = join(folder, 'tor');
  const network = stack.use(
    await launchTor({
      binary: tornet.binary,
      folder: torFolder,
      extraTorrc: tornet.torrc,
      signal: bench.signal,
    }),
  );
  return { network, folder, raw: socketsOf(torFolder) };
}

/** Seconds until two strangers, reachable both, saw each other online. */
async function meet(left: Side, right: Side, round: number, bench: Bench): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const [alice, bob] = await Promise.all(
    [left, right].map(async (side) => {
      const client = await freshClient(side.network, side.folder, `round${round + 1}`, bench.signal);
      return stack.use(client);
    }),
  );
  if (alice === undefined || bob === undefined) throw new Error('Nobody came.');
  const online = Promise.all([alice.sees(bob.client.id), bob.sees(alice.client.id)]);
  const start = performance.now();
  await alice.client.command({ type: 'add', id: bob.client.id });
  await within(TOGETHER_WITHIN, 'two strangers saw each other online', online, bench.signal);
  return (performance.now() - start) / 1000;
}
