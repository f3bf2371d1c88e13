// What a scenario asks that a world cannot carry, told before anything starts.
import type { Scenario } from '../scenario/scenario.ts';
import type { Path } from '../scenario/problem.ts';
import type { CheckName } from '../scenario/checks.ts';
import type { WorldName } from '../scenario/moment.ts';
import type { WorldKind } from '../world/sim-world.ts';

export interface Unfit {
  readonly path: Path;
  readonly what: string;
}

export function unfitFor(
  scenario: Scenario,
  { name, carries }: Pick<WorldKind, 'name' | 'carries'>,
): readonly Unfit[] {
  const unfit: Unfit[] = [];
  const cannot = (path: Path, what: string): void =>
    void unfit.push({ path, what: `the world "${name}" cannot carry ${what}` });
  if (scenario.worlds?.includes(name) === false)
    unfit.push({ path: ['worlds'], what: `this scenario was made for ${scenario.worlds.join(', ')}` });
  for (const [group, { kind, memory, cpus }] of Object.entries(scenario.people)) {
    if (!carries.kinds.has(kind)) cannot(['people', group, 'kind'], `clients of kind ${kind}`);
    if ((memory !== undefined || cpus !== undefined) && !carries.limits)
      cannot(['people', group], 'bounds of memory and processors');
  }
  for (const [at, { does, worlds }] of scenario.happens.entries()) {
    if (worlds?.includes(name) === false) continue;
    const carried =
      does === 'restart' || does === 'twin' ? carries.faults.has(does) : carries.deeds.has(does);
    if (!carried) cannot(['happens', at, 'does'], does);
  }
  for (const [at, { what, worlds }] of scenario.breaks.entries())
    if (worlds?.includes(name) !== false && !carries.faults.has(what)) cannot(['breaks', at, 'what'], what);
  return unfit;
}

/** What this run leaves out, in sentences: what only other worlds have, and checks of what cannot be seen here. */
export function leftOutOf(scenario: Scenario, { name, carries }: WorldKind): readonly string[] {
  const left: string[] = [];
  const leave = (list: string, what: string, worlds: readonly WorldName[] | undefined): void => {
    if (worlds?.includes(name) === false)
      left.push(`${list}: ${what} takes place only in ${worlds.join(', ')}`);
  };
  for (const [at, { does, worlds }] of scenario.happens.entries()) leave(`happens[${at}]`, does, worlds);
  for (const [at, { what, worlds }] of scenario.breaks.entries()) leave(`breaks[${at}]`, what, worlds);
  for (const check of checksOf(scenario))
    if (!carries.checks.has(check)) left.push(`holds.${check}: cannot be seen in the world "${name}"`);
  return left;
}

function checksOf({ holds }: Scenario): readonly CheckName[] {
  return (Object.keys(holds) as CheckName[]).filter((check) => holds[check] !== undefined);
}
