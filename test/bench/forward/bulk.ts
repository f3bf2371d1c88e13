// Bulk through a forward against raw streams on the same circuit, one and eight at once; and what it costs the processor.
import type { Bench, Benchmark, Measured } from '../figure.ts';
import { circuitsOf } from '../reference/circuits-of.ts';
import { bulkOver, type BulkStream, serveBulk } from '../reference/raw-bulk.ts';
import { inTurn } from '../stats/in-turn.ts';
import { asFastAsRaw, compared } from '../stats/paired.ts';
import type { Pair as Rates } from '../stats/ratio.ts';
import { connected } from './local.ts';
import { openPair, type Pair } from './pair.ts';

const MOST_PERCENT = 15;
const BYTES = 8_000_000;
const RAW_PORT = 7;

interface Used {
  gateway: number;
  tor: number;
}

export const bulk: Benchmark = {
  name: 'bulk',
  profile: 'tornet',
  deadline: 3000,
  async run(bench) {
    await using server = await serveBulk();
    await using pair = await openPair(bench, {
      ports: [{ virtual: RAW_PORT, target: server.port }],
      oneCircuit: true,
    });
    const local = await pair.forward('bulk', server.port);
    const used = { ann: { gateway: 0, tor: 0 }, bob: { gateway: 0, tor: 0 } };
    const rows: Measured[] = [];
    for (const count of [1, 8]) rows.push(await compare(bench, pair, { local, count, used }));
    for (const [name, { gateway, tor }] of [['opener', used.ann] as const, ['owner', used.bob] as const]) {
      const percent = (gateway / tor) * 100;
      rows.push({
        name: `processor of the ${name}'s process, of its tor's`,
        unit: '%',
        ours: percent,
        target: `<= ${MOST_PERCENT} %`,
        holds: percent <= MOST_PERCENT,
      });
    }
    return rows;
  },
};

interface Comparison {
  readonly local: number;
  /** Connections at once. */
  readonly count: number;
  readonly used: { readonly ann: Used; readonly bob: Used };
}

async function compare(bench: Bench, pair: Pair, { local, count, used }: Comparison): Promise<Measured> {
  using raw = await streams(count, async () => bulkOver(await pair.raw(RAW_PORT)));
  using ours = await streams(count, async () => bulkOver(await connected(local)));
  const each = (bench.quick ? BYTES / 8 : BYTES) / count;
  const rate = async ({ all }: Streams): Promise<number> => {
    const start = performance.now();
    await Promise.all(all.map((one) => one.fetch(each)));
    return (each * count) / 1000 / (performance.now() - start);
  };
  const rateOfOurs = async (): Promise<number> => {
    const [anns, bobs] = [await pair.ann.cpu(), await pair.bob.cpu()];
    const mine = await rate(ours);
    add(used.ann, anns, await pair.ann.cpu());
    add(used.bob, bobs, await pair.bob.cpu());
    return mine;
  };
  const pairs: Rates[] = [];
  const nulls: Rates[] = [];
  for (let at = -2; at < (bench.quick ? 4 : 30); at++) {
    bench.signal.throwIfAborted();
    const { raw: first, ours: mine, again } = await inTurn(at, () => rate(raw), rateOfOurs);
    if (at < 0) continue;
    pairs.push([mine, first]);
    nulls.push([again, first]);
    bench.say(`${count}: ${mine.toFixed(2)} MB/s, raw ${first.toFixed(2)} and ${again.toFixed(2)}.`);
  }
  const { circuits, streams: open } = await circuitsOf(pair.ann.tor, pair.bob.id);
  bench.say(`${open} streams to bob, circuits they are on: ${circuits}.`);
  const figures = compared(pairs, nulls);
  return {
    name: `TCP bulk, ${count} ${count === 1 ? 'connection' : 'connections'}`,
    unit: 'MB/s',
    ...figures,
    ...asFastAsRaw(figures),
  };
}

function add(sum: Used, before: Used, after: Used): void {
  sum.gateway += after.gateway - before.gateway;
  sum.tor += after.tor - before.tor;
}

interface Streams extends Disposable {
  readonly all: readonly BulkStream[];
}

async function streams(count: number, open: () => Promise<BulkStream>): Promise<Streams> {
  const all = await Promise.all(Array.from({ length: count }, open));
  return {
    all,
    [Symbol.dispose]() {
      for (const one of all) one[Symbol.dispose]();
    },
  };
}
