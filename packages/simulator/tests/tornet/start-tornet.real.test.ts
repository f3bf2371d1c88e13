import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchTor } from '@torchat/tor-manager';
import { afterEach, expect, test } from 'vitest';
import { startTornet } from '../../src/tornet/start-tornet.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'torchat-tornet-test-')), 'client');
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a client bootstraps on the network, nodes die one by one, and nothing is left after close', {
  timeout: 60_000,
}, async () => {
  const told: number[] = [];
  const tornet = await startTornet({ profile: 'fast', onProgress: (fraction) => told.push(fraction) });
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
  const pids = tornet.processes.map(({ pid }) => pid);
  expect(pids).toHaveLength(6);

  {
    await using client = await launchTor({ folder, extraTorrc: tornet.torrc });
    await new Promise<void>((resolve) => {
      client.subscribe((state) => state.phase === 'ready' && resolve());
      if (client.state.phase === 'ready') resolve();
    });
  }
  await tornet.kill('relay2');
  expect(tornet.processes.map(({ name }) => name)).not.toContain('relay2');
  await expect(tornet.kill('relay9')).rejects.toThrow('no node relay9');

  await tornet.close();
  await tornet.close();
  expect(tornet.processes).toEqual([]);
  expect(pids.filter(exists)).toEqual([]);
  expect(existsSync(tornet.folder)).toBe(false);
});

test('a cancelled start leaves no folder', async () => {
  const stop = new AbortController();
  const wanted = join(folder, '..', 'net');
  const start = startTornet({
    folder: wanted,
    signal: stop.signal,
    onProgress: (fraction) => fraction >= 0.1 && stop.abort(),
  });
  await expect(start).rejects.toMatchObject({ code: 'cancelled' });
  expect(existsSync(wanted)).toBe(false);
});

test('too few relays for onion services are refused', async () => {
  await expect(startTornet({ relays: 1 })).rejects.toMatchObject({ code: 'bad_request' });
});

test('a folder in use is refused and left alone', async () => {
  const taken = mkdtempSync(join(tmpdir(), 'torchat-tornet-test-'));
  await expect(startTornet({ folder: taken })).rejects.toMatchObject({ code: 'bad_request' });
  expect(existsSync(taken)).toBe(true);
  rmSync(taken, { recursive: true });
});
