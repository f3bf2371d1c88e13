// Exports of a small scenario, for tests to look at.
import type { Exported } from '../../src/export/exported.ts';
import { EXPORTERS, type ExportTarget } from '../../src/export/exporters.ts';
import { readScenario } from '../../src/scenario/read.ts';

export const LIFE = `
name: A quick life
duration: 60s
settle: 90s
network: { relays: 3 }
people:
  ann: { memory: 400 MB, cpus: 0.5 }
  ben: {}
contacts: [{ shape: pairs, pairs: [[ann, ben]] }]
happens:
  - { does: chat, who: all, to: any, every: 1s, after: 10s }
  - { does: file, who: ben, to: ann, size: 50 KB, at: 20s }
breaks:
  - { what: link_cut, who: ann, at: 22s, for: 2s }
  - { what: killed, who: ben, at: 26s, for: 2s }
holds:
  texts: all once in order
  files: all right
  online_at_end: true
  connections: loopback only
  violations: none
`;

export function exported(to: ExportTarget, text = LIFE): Promise<Exported> {
  const reading = readScenario(text);
  if (!reading.ok) throw new Error(reading.problems.map(({ what }) => what).join());
  const images = { tor: 'torchat-tor:lab', simulator: 'torchat-simulator:lab' };
  return EXPORTERS[to]({
    scenario: reading.scenario,
    text,
    file: 'life.yaml',
    seed: 7,
    clients: null,
    images,
  });
}

/** The comment lines at its head. */
export function headOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('#')),
  );
}
