// `npm run sim -- check FILE`: its mistakes, else which worlds carry it, and what the others cannot.
import { unfitFor } from '../run/fit.ts';
import { WORLDS } from '../scenario/moment.ts';
import { worldNamed } from '../world/worlds.ts';
import { EXIT, type Outcome } from './exit-codes.ts';
import { loadScenario } from './scenario-file.ts';

export async function check(name: string, outcome: Outcome): Promise<void> {
  const { file, scenario, lineOf } = await loadScenario(name);
  let carried = false;
  for (const world of WORLDS) {
    const kind = await worldNamed(world);
    if (kind === null) continue;
    const unfit = unfitFor(scenario, kind);
    carried ||= unfit.length === 0;
    process.stdout.write(`${world}: ${unfit.length === 0 ? 'carries it' : 'cannot carry it'}\n`);
    for (const { path, what } of unfit) process.stdout.write(`  ${file}:${lineOf(path)} ${what}\n`);
  }
  outcome.status = carried ? EXIT.ok : EXIT.usage;
}
