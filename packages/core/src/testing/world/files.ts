// The scenario of files: half an hour of breaking connections (and crashes, if wanted), then calm, then the account of it.
import { acceptAll, FilesWorld, judgeFiles, sendFile } from './files-world.ts';
import type { Resident } from './resident.ts';

const MINUTE = 60_000;
const STORM = 30 * MINUTE;
/** Longer than the longest patience of a sender, after the longest back-off of a dial. */
const CALM = 40 * MINUTE;
const LARGEST = 60 * 8192;

export interface FilesOptions {
  readonly seed: number;
  readonly clients?: number;
  /** Files that each client sends. */
  readonly files?: number;
  readonly crashes?: number;
}

export interface FilesAccount {
  readonly sent: number;
  /** What was promised and did not hold; empty when all is well. */
  readonly broken: readonly string[];
}

export function sendFilesAbout({ seed, clients = 4, files = 8, crashes = 0 }: FilesOptions): FilesAccount {
  const world = new FilesWorld({ seed, clients, failing: 0.3 });
  for (const resident of world.residents) plan(world, resident, files, crashes);
  world.run(STORM);
  world.calm();
  for (const resident of world.residents) {
    if (resident.run === null) resident.start();
    acceptAll(resident);
  }
  world.run(STORM + CALM);
  const { brokenRules, violations } = world.witness;
  return { sent: world.promised.size, broken: [...brokenRules, ...violations, ...judgeFiles(world)] };
}

function plan(world: FilesWorld, resident: Resident, files: number, crashes: number): void {
  const { agenda, random, residents } = world;
  resident.start();
  resident.command({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
  for (const other of residents) if (other !== resident) resident.command({ type: 'add', id: other.id });
  for (let at = 0; at < files; at++)
    agenda.after(random.between(MINUTE, STORM - MINUTE), () => {
      const other = random.pick(residents);
      if (other !== resident) sendFile(world, resident, other, LARGEST);
    });
  for (let at = 0; at < 12; at++)
    agenda.after(random.between(MINUTE, STORM), () =>
      resident.command({ type: 'drop', id: random.pick(residents).id }),
    );
  agenda.after(random.between(MINUTE, STORM), () => resident.run?.outage(random.between(1000, 2 * MINUTE)));
  for (let at = 0; at < crashes; at++)
    agenda.after(random.between(MINUTE, STORM), () => {
      resident.fall(random.chance(0.5) ? 'power' : 'process');
      agenda.after(random.between(500, MINUTE), () => {
        if (resident.run === null) resident.start();
      });
    });
}
