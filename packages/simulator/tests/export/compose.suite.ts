// An export for Docker Compose, run by Compose. Told by `npm run test:export`; skipped, visibly, where there is no engine or no Compose.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { docker } from '../../src/containers/engine/docker.ts';
import { ensureLabImages } from '../../src/containers/images/ensure-images.ts';
import { EXPORTERS } from '../../src/export/exporters.ts';
import { writeExport } from '../../src/export/write-export.ts';
import type { SimResult } from '../../src/record/result.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { LIFE } from './exported.ts';

const WAYS = [['docker', 'compose'], ['docker-compose']] as const;
const compose = WAYS.find(([command, ...words]) => succeeds([command, ...words, 'version']));
const engine = succeeds(['docker', 'version']);

function succeeds([command = '', ...words]: readonly string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}

test.skipIf(compose === undefined || !engine)(
  'Compose plays a scenario with faults over real tor to its end, every check holds, and nothing stays (needs Docker Compose)',
  { timeout: 900_000 },
  async () => {
    const { tor, simulator } = await ensureLabImages({ say: console.log });
    const reading = readScenario(LIFE);
    if (!reading.ok) throw new Error('a scenario with mistakes');
    const out = join(mkdtempSync(join(tmpdir(), 'torchat-export-')), 'lab');
    const options = { scenario: reading.scenario, text: LIFE, file: 'life.yaml', seed: 7, clients: null };
    await writeExport(await EXPORTERS.compose({ ...options, images: { tor, simulator } }), out);
    const project = `torchat-export-${process.pid}`;
    const run = (...words: string[]): { readonly status: number | null; readonly output: string } => {
      const [command, ...before] = compose ?? ['false'];
      const done = spawnSync(command, [...before, '-p', project, ...words], { cwd: out, encoding: 'utf8' });
      return { status: done.status, output: `${done.stdout}${done.stderr}` };
    };
    try {
      const { status, output } = run('up', '--abort-on-container-exit', '--exit-code-from', 'conductor');
      expect(
        status,
        output
          .split('\n')
          .filter((line) => line.includes('conductor'))
          .join('\n'),
      ).toBe(0);
      const [id = ''] = run('ps', '--all', '--quiet', 'conductor').output.trim().split('\n');
      spawnSync('docker', ['cp', `${id}:/data/.`, join(out, 'results')]);
      const result = JSON.parse(readFileSync(join(out, 'results', 'result.json'), 'utf8')) as SimResult;
      expect(result).toMatchObject({ ended: null, seed: 7 });
      // How many depends on how fast the machine brings clients up.
      expect(result.texts.length).toBeGreaterThan(0);
      expect(result.faults.map(({ what }) => what)).toEqual(['link_cut', 'killed']);
      expect(result.checks.map(({ held }) => held)).toEqual([true, true, true, true, true]);
      expect(readFileSync(join(out, 'results', 'report.html'), 'utf8')).toContain('All 5 checks held.');
    } finally {
      run('down', '--volumes', '--timeout', '2');
      rmSync(join(out, '..'), { recursive: true, force: true });
    }
    const filter = ['--quiet', '--filter', `label=com.docker.compose.project=${project}`];
    for (const words of [
      ['ps', '--all'],
      ['network', 'ls'],
    ])
      expect(await docker([...words, ...filter])).toBe('');
  },
);
