// One very large file: what the two processes hold in memory meanwhile, and their share of the processor.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import { openPair } from '../forward/pair.ts';
import type { Side } from '../forward/side.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fileOf } from './file-of.ts';
import { sendFile } from './send.ts';

const BYTES = 4 * 2 ** 30;
const QUICK_BYTES = 100_000_000;
/** Sent before anything is measured: code is compiled and buffers are there. */
const WARM_BYTES = 30_000_000;
const MOST_MEGABYTES = 32;
const MOST_OF_TOR = 20;
const LOOK_EVERY = 250;
/** How long an idle process is left alone before its memory is read. */
const REST = 3000;

export const large: Benchmark = {
  name: 'large',
  profile: 'tornet',
  deadline: 5400,
  async run(bench) {
    await using folder = await temporaryFolder();
    await using pair = await openPair(bench, { ports: [], oneCircuit: true, seals: true });
    const { ann, bob } = pair;
    await pause(REST, undefined, { signal: bench.signal });
    const idle = [(await ann.memory()).resident, (await bob.memory()).resident] as const;
    await sendFile(bob, ann, await fileOf(join(folder.path, 'warm'), WARM_BYTES), bench.signal);
    const file = await fileOf(join(folder.path, 'file'), bench.quick ? QUICK_BYTES : BYTES);
    const before = [await ann.cpu(), await bob.cpu()] as const;
    const over = new AbortController();
    const most = [watch(ann, over.signal), watch(bob, over.signal)] as const;
    const seconds = await sendFile(bob, ann, file, bench.signal).finally(() => over.abort());
    const after = [await ann.cpu(), await bob.cpu()] as const;
    bench.say(`${(file.bytes / seconds / 1e6).toFixed(2)} MB/s.`);
    const size = `${(file.bytes / 2 ** 30).toFixed(2)} GiB`;
    const rows: Measured[] = [];
    for (const [at, who] of (['receiver', 'sender'] as const).entries()) {
      const above = ((await (most[at] as Promise<number>)) - (idle[at] as number)) / 1e6;
      rows.push({
        name: `memory of the ${who} of ${size}, above idle`,
        unit: 'MB',
        ours: above,
        target: `< ${MOST_MEGABYTES} MB`,
        holds: above < MOST_MEGABYTES,
      });
    }
    for (const [at, who] of (['receiver', 'sender'] as const).entries()) {
      const ours = (after[at]?.gateway ?? 0) - (before[at]?.gateway ?? 0);
      const tor = (after[at]?.tor ?? 0) - (before[at]?.tor ?? 0);
      rows.push(share(who, { ours, tor, megabytes: file.bytes / 1e6 }, bench));
    }
    return rows;
  },
};

function share(
  who: string,
  { ours, tor, megabytes }: { readonly ours: number; readonly tor: number; readonly megabytes: number },
  { say }: Bench,
): Measured {
  const each = (seconds: number): string => ((seconds * 1000) / megabytes).toFixed(2);
  say(`Processor of the ${who}: ${each(ours)} ms a MB, its tor ${each(tor)}.`);
  const percent = (ours / tor) * 100;
  return {
    name: `processor of the ${who}'s process, of its tor's`,
    unit: '%',
    ours: percent,
    target: `<= ${MOST_OF_TOR} %`,
    holds: percent <= MOST_OF_TOR,
  };
}

/** The most bytes resident that were seen until the signal. */
async function watch({ pid }: Side, until: AbortSignal): Promise<number> {
  let most = 0;
  while (!until.aborted) {
    most = Math.max(most, await residentOf(pid));
    await pause(LOOK_EVERY, undefined, { signal: until }).catch(() => undefined);
  }
  return most;
}

async function residentOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1]) * 1024;
}
