// The conductor of an exported scenario: plays it through the agents, judges it, and leaves the record.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderReport } from '../report/render-report.ts';
import { runScenario } from '../run/run-scenario.ts';
import { liveView } from '../sim-command/live/live-view.ts';
import { summary } from '../sim-command/summary.ts';
import { fleetWorld } from './fleet-world.ts';
import { loadFleet } from './fleet-file.ts';

export interface ConductOptions {
  /** Where the export lies. */
  readonly folder: string;
  /** This program, which is started again for each client. */
  readonly program: string;
  readonly signal: AbortSignal;
  /** Where the record goes. */
  readonly results: string;
}

/** Resolves with the exit status: 0 where every check held. */
export async function conduct({ folder, program, signal, results }: ConductOptions): Promise<number> {
  const fleet = await loadFleet(folder);
  const { scenario, file, seed } = fleet;
  const places = new Map(fleet.agents.hosts.map((host, at) => [host, at]));
  const kind = fleetWorld(fleet, ({ host }, which) => ({
    command: process.execPath,
    args: [program, 'attach', String(places.get(host)), which, '--lab', folder],
  }));
  const view = liveView(process.stderr, process.env, { scenario, world: kind.name, seed });
  const result = await runScenario({
    scenario,
    file,
    kind,
    seed,
    clients: fleet.clients ?? undefined,
    repeat: 'the same files again: see the head of what was exported',
    signal,
    watch: view,
  }).finally(() => view.close());
  await writeFile(join(results, 'result.json'), JSON.stringify(result));
  await writeFile(join(results, 'report.html'), renderReport(result));
  process.stdout.write(summary(result));
  return result.ended === null && result.checks.every(({ held }) => held) ? 0 : 1;
}
