import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { docker } from '../../src/containers/engine/docker.ts';
import { labelsOf, openRun } from '../../src/containers/engine/run.ts';

const engine = spawnSync('docker', ['version'], { stdio: 'ignore' }).status === 0;
const IMAGE = `torchat-nothing:${process.pid}`;

/** Containers and networks that carry its label. */
async function leftOf(run: string): Promise<string[]> {
  const filter = ['--quiet', '--filter', `label=torchat.run=${run}`];
  const lists = await Promise.all([docker(['ps', '--all', ...filter]), docker(['network', 'ls', ...filter])]);
  return lists.flatMap((text) => text.split('\n')).filter(Boolean);
}

async function makeContainer(run: string): Promise<void> {
  await docker(['create', ...labelsOf(run).flatMap((label) => ['--label', label]), IMAGE, 'nothing']);
}

describe.skipIf(!engine)('a run with containers (needs a container engine)', () => {
  beforeAll(async () => {
    const nothing = spawn('tar', ['-c', '--files-from', '/dev/null'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await docker(['import', '-', IMAGE], { input: nothing.stdout });
  });
  afterAll(() => docker(['image', 'rm', '--force', IMAGE]));

  test('its network leads nowhere else, and closing removes all that it made', async () => {
    const run = await openRun();
    const network = await run.network();
    await makeContainer(run.id);
    expect(await docker(['network', 'inspect', '--format', '{{.Internal}}', network])).toBe('true');
    expect(await leftOf(run.id)).toHaveLength(2);
    await run.close();
    expect(await leftOf(run.id)).toEqual([]);
  });

  test('a killed process leaves nothing', async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=source', '--input-type=module', '-e', OPEN_AND_STAY],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    const [id] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    await makeContainer(id);
    expect(await leftOf(id)).toHaveLength(2);
    child.kill('SIGKILL');
    await vi.waitFor(async () => expect(await leftOf(id)).toEqual([]), { timeout: 20_000, interval: 100 });
  }, 30_000);

  test('what a run left whose machine went down is removed by the next one, and nothing of a living one', async () => {
    const gone = `${process.pid}-gone`;
    const owner = labelsOf(gone)[1] ?? '';
    const boot = owner.replace(/\/[^/]+\/(\d+)$/u, '/another-start/$1');
    await docker(['create', '--label', `torchat.run=${gone}`, '--label', boot, IMAGE, 'nothing']);
    await using living = await openRun();
    expect(await leftOf(gone)).toEqual([]);
    await makeContainer(living.id);
    await (await openRun()).close();
    expect(await leftOf(living.id)).toHaveLength(1);
  });
});

const OPEN_AND_STAY = `
import { openRun } from ${JSON.stringify(new URL('../../src/containers/engine/run.ts', import.meta.url).href)};
const run = await openRun();
await run.network();
process.stdout.write(run.id + '\\n');
process.stdin.resume();
`;
