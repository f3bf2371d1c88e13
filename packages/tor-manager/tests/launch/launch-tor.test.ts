// A real tor that knows no network but closed ports of this machine; skipped where no tor is installed.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkState, OnionNetwork } from '@torchat/core/node';
import { describe, expect, it } from 'vitest';
import { connectTo } from '../../src/dial/endpoint.ts';
import { findTor, launchTor } from '../../src/index.ts';
import { startRun } from '../../src/launch/run.ts';
import { torFiles } from '../../src/launch/torrc.ts';

const tor = await findTor().catch(() => null);
const NOWHERE = [
  'TestingTorNetwork 1',
  'UseDefaultFallbackDirs 0',
  `DirAuthority nobody orport=1 v3ident=${'A'.repeat(40)} 127.0.0.1:1 ${'B'.repeat(40)}`,
];

async function temporary(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'torchat-launch-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

function until(network: OnionNetwork, phase: NetworkState['phase']): Promise<NetworkState> {
  return new Promise((resolve) => {
    if (network.state.phase === phase) resolve(network.state);
    else network.subscribe((state) => state.phase === phase && resolve(state));
  });
}

describe.skipIf(tor === null)('a real tor without a network', () => {
  it('runs in a folder that is ours alone, obeys, and leaves only its memory', async () => {
    await using folder = await temporary();
    const path = join(folder.path, 'deep', 'tor');
    const network = await launchTor({ folder: path, extraTorrc: NOWHERE });
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(existsSync(join(path, 'control.sock'))).toBe(true);
    await network.close();
    expect(network.state).toEqual({ phase: 'stopped' });
    expect((await readdir(path)).sort()).toEqual(['data', 'torrc', 'torrc-defaults']);
  });

  it('uses ports on 127.0.0.1 where the path is too long for sockets', async () => {
    await using folder = await temporary();
    const path = join(folder.path, 'long'.repeat(30));
    const network = await launchTor({ folder: path, extraTorrc: NOWHERE });
    expect((await readdir(path)).filter((name) => name.endsWith('.sock'))).toEqual([]);
    await expect(
      network.dial('a'.repeat(16) as Parameters<OnionNetwork['dial']>[0], 1, {
        isolation: 'x',
        deadline: 5000,
      }),
    ).rejects.toMatchObject({ code: 'dial_failed' });
    await network.close();
    expect((await readdir(path)).sort()).toEqual(['data', 'torrc', 'torrc-defaults']);
  });

  it.each([
    ['sockets', 'tor'],
    ['ports', 'long'.repeat(30)],
  ])('has its way in again when its network began anew: %s', async (_, name) => {
    await using folder = await temporary();
    const { path: binary } = await findTor();
    const files = torFiles(join(folder.path, name));
    const { signal } = new AbortController();
    const run = await startRun({ binary, files, extraTorrc: NOWHERE, signal, onEvent: () => undefined });
    const before = connectTo(run.socks);
    await once(before, 'connect');
    before.on('error', () => undefined);
    const closed = new Promise((resolve) => before.once('close', resolve));
    await run.beginAnew();
    await closed;
    const after = connectTo(run.socks);
    await once(after, 'connect');
    after.destroy();
    await run.stop('was ended by this test');
    expect(await run.ended).toBe('was ended by this test');
  });

  it('is started again when it is killed, and says so', async () => {
    await using folder = await temporary();
    const network = await launchTor({ folder: folder.path, extraTorrc: NOWHERE });
    const pid = (): number => Number(readFileSync(join(folder.path, 'tor.pid'), 'utf8'));
    const first = pid();
    process.kill(first, 'SIGKILL');
    const down = await until(network, 'down');
    await until(network, 'starting');
    expect(down).toMatchObject({ reason: 'Tor was killed (SIGKILL). It is started again now.' });
    expect(pid()).not.toBe(first);
    await network.close();
  });

  it('is refused in words when its settings are wrong', async () => {
    await using folder = await temporary();
    await expect(launchTor({ folder: folder.path, extraTorrc: ['Nonsense 1'] })).rejects.toMatchObject({
      code: 'tor_failed',
      message: expect.stringContaining("Unknown option 'Nonsense'"),
    });
  });

  it('is given up when its start is cancelled, with no process left', async () => {
    await using folder = await temporary();
    const cancel = new AbortController();
    const launch = launchTor({ folder: folder.path, extraTorrc: NOWHERE, signal: cancel.signal });
    cancel.abort();
    await expect(launch).rejects.toMatchObject({ code: 'cancelled' });
    const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(processes).not.toContain(folder.path);
  });

  it('shares its folder with no second tor', async () => {
    await using folder = await temporary();
    await mkdir(folder.path, { recursive: true });
    const network = await launchTor({ folder: folder.path, extraTorrc: NOWHERE });
    await expect(launchTor({ folder: folder.path, extraTorrc: NOWHERE })).rejects.toMatchObject({
      code: 'tor_failed',
    });
    expect(existsSync(join(folder.path, 'control.sock'))).toBe(true);
    await network.close();
  }, 20_000);
});
