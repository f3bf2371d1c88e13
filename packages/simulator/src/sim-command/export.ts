// `npm run sim -- export FILE --to compose`: a scenario for engines that run larger worlds than one machine holds.
import { TorchatError } from '@torchat/core';
import type { ImageNames } from '../export/exported.ts';
import { EXPORTERS, type ExportTarget } from '../export/exporters.ts';
import { writeExport } from '../export/write-export.ts';
import { fleetCarries } from '../fleet/carries.ts';
import { unfitFor } from '../run/fit.ts';
import { loadScenario } from './scenario-file.ts';

export interface ExportWords {
  readonly to: ExportTarget;
  readonly out: string;
  readonly seed?: number;
  readonly clients?: number;
  readonly torImage: string;
  readonly simulatorImage: string;
}

export async function exportScenario(name: string, words: ExportWords): Promise<void> {
  const { file, text, scenario, lineOf } = await loadScenario(name);
  const unfit = unfitFor(scenario, { name: 'containers', carries: fleetCarries });
  if (unfit.length > 0)
    throw new TorchatError(
      'bad_request',
      unfit.map(({ path, what }) => `${file}:${lineOf(path)} exported, ${what}`).join('\n'),
    );
  const images: ImageNames = { tor: words.torImage, simulator: words.simulatorImage };
  const exported = await EXPORTERS[words.to]({
    scenario,
    text,
    file: name,
    seed: words.seed ?? scenario.seed,
    clients: words.clients ?? null,
    images,
  });
  await writeExport(exported, words.out);
  process.stdout.write(
    `${exported.files.size} files lie in ${words.out}. There:\n${exported.next.map((line) => `  ${line}\n`).join('')}`,
  );
}
