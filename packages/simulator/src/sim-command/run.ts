// `npm run sim -- run FILE`: lives through it, shows how it goes, and tells how it went.
import { TorchatError } from '@torchat/core';
import type { SimResult } from '../record/result.ts';
import { runScenario } from '../run/run-scenario.ts';
import { unfitFor } from '../run/fit.ts';
import type { WorldName } from '../scenario/moment.ts';
import { worldNamed } from '../world/worlds.ts';
import { EXIT, type Outcome } from './exit-codes.ts';
import { liveView } from './live/live-view.ts';
import { loadScenario } from './scenario-file.ts';
import { summary } from './summary.ts';
import { reportWriter } from './write-report.ts';

export interface RunWords {
  readonly world: WorldName;
  readonly seed?: number;
  readonly clients?: number;
  readonly report?: string;
  readonly json: boolean;
}

export async function run(
  name: string,
  words: RunWords,
  signal: AbortSignal,
  outcome: Outcome,
): Promise<void> {
  const { file, scenario, lineOf } = await loadScenario(name);
  const kind = await worldNamed(words.world);
  if (kind === null) throw new TorchatError('bad_request', `There is no world "${words.world}" yet.`);
  const unfit = unfitFor(scenario, kind);
  if (unfit.length > 0)
    throw new TorchatError(
      'bad_request',
      unfit.map(({ path, what }) => `${file}:${lineOf(path)} ${what}`).join('\n'),
    );
  const write = words.report === undefined ? null : await reportWriter(words.report);
  const seed = words.seed ?? scenario.seed;
  const { clients } = words;
  const view = liveView(process.stderr, process.env, { scenario, world: kind.name, seed });
  let result: SimResult;
  try {
    result = await runScenario({
      scenario,
      file,
      kind,
      seed,
      clients,
      repeat: repeatOf(file, words, seed),
      signal,
      watch: view,
    });
  } finally {
    view.close();
  }
  await write?.(result);
  process.stdout.write(words.json ? `${JSON.stringify(result)}\n` : summary(result));
  if (result.ended !== null || result.checks.some(({ held }) => !held)) outcome.status = EXIT.failed;
}

function repeatOf(file: string, { world, clients }: RunWords, seed: number): string {
  const many = clients === undefined ? '' : ` --clients ${clients}`;
  return `npm run sim -- run ${file} --world ${world} --seed ${seed}${many}`;
}
