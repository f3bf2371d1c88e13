// What a thousand contacts, all online, cost one process: memory for each, and processor time when nothing happens.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onionKeyOfSeed } from '@torchat/core';
import { freePorts } from '@torchat/simulator';
import type { Bench, Benchmark } from '../../figure.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { CrowdReady, CrowdTask, MeasuredTask, Usage } from './messages.ts';

const MOST_KILOBYTES = 100;
const MOST_PERCENT = 2;
/** Longer than the first keep-alive takes, and then a whole round of the later ones. */
const SETTLE = 40;
const IDLE = 120;

export const thousand: Benchmark = {
  name: 'thousand',
  profile: 'mock of tor',
  deadline: 600,
  async run(bench) {
    const count = bench.quick ? 100 : 1000;
    await using stack = new AsyncDisposableStack();
    const { path: folder } = stack.use(await temporaryFolder());
    const { id } = onionKeyOfSeed(randomBytes(32));
    const [port = 0] = await freePorts(1);
    const crowd = child('crowd.child.ts', [], stack);
    const task: CrowdTask = { count, folder, measured: { id, port } };
    const { socksPort, ids } = await asked<CrowdReady>(crowd, task, bench);
    bench.say(`${count} light clients are up.`);

    const measure = async (contacts: readonly string[], name: string): Promise<Usage> => {
      await using life = new AsyncDisposableStack();
      const home = join(folder, name);
      await mkdir(home);
      const measured = child('measured.child.ts', ['--expose-gc'], life);
      const own: MeasuredTask = {
        id,
        port,
        home,
        socksPort,
        contacts,
        settle: bench.quick || contacts.length === 0 ? 5 : SETTLE,
        idle: bench.quick || contacts.length === 0 ? 10 : IDLE,
      };
      const usage = await asked<Usage>(measured, own, bench);
      bench.say(`${contacts.length} contacts: ${inWords(usage)}.`);
      return usage;
    };
    const alone = await measure([], 'alone');
    const among = await measure(ids, 'among');
    const each = (among.resident - alone.resident) / count / 1000;
    return [
      {
        name: `memory of each of ${count} contacts online`,
        unit: 'kB',
        ours: each,
        target: `<= ${MOST_KILOBYTES} kB`,
        holds: each <= MOST_KILOBYTES,
      },
      {
        name: `idle with ${count} contacts online`,
        unit: '% of a core',
        ours: among.cpu * 100,
        target: `< ${MOST_PERCENT} %`,
        holds: among.cpu * 100 < MOST_PERCENT,
      },
    ];
  },
};

function inWords({ resident, heap, external, cpu }: Usage): string {
  const [rss, used, outside] = [resident, heap, external].map((bytes) => (bytes / 1e6).toFixed(1));
  return `${rss} MB resident, of it ${used} MB heap and ${outside} MB buffers; ${(cpu * 100).toFixed(2)} % of a core`;
}

function child(file: string, execArgv: string[], stack: AsyncDisposableStack): ChildProcess {
  const process = fork(new URL(file, import.meta.url), {
    execArgv,
    // Its words are not figures: whatever it prints belongs on stderr.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  stack.defer(async () => {
    if (process.exitCode !== null || process.signalCode !== null) return;
    const gone = once(process, 'exit');
    process.kill('SIGKILL');
    await gone;
  });
  return process;
}

async function asked<Answer>(process: ChildProcess, task: object, { signal }: Bench): Promise<Answer> {
  const answer = once(process, 'message', { signal });
  const died = once(process, 'exit').then(() => {
    throw new Error('A process of the benchmark ended before it had answered.');
  });
  // It also ends after it has answered, when nobody listens any more.
  died.catch(() => undefined);
  process.send(task);
  const [message] = await Promise.race([answer, died]);
  return message as Answer;
}
