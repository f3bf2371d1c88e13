// Real tor, on a private network of real tor processes, keeps the contract of OnionNetwork.
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTornet } from '@torchat/simulator';
import { launchTor } from '@torchat/tor-manager';
import { type ContractClient, onionNetworkContract } from '@torchat/tor-manager/contract';

/** What tor and we keep in its folder from one run to the next. */
const MEMORY: readonly string[] = ['data', 'torrc', 'torrc-defaults'];
const PATIENCE = { network: 40_000, dial: 30_000 };

async function realNetwork() {
  const tornet = await startTornet();
  const folders: string[] = [];
  const clients: ContractClient[] = [];
  return {
    async client() {
      const folder = await mkdtemp(join(tmpdir(), 'torchat-real-'));
      folders.push(folder);
      const client = await launched(folder, tornet.torrc);
      clients.push(client);
      return client;
    },
    // No dial through real tor is answered that fast.
    slowDown: () => () => undefined,
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map(({ network }) => network.close()));
      await tornet.close();
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** A client with a tor of its own. */
async function launched(folder: string, extraTorrc: readonly string[]): Promise<ContractClient> {
  const network = await launchTor({ folder, extraTorrc });
  const currentPid = (): number => Number(readFileSync(join(folder, 'tor.pid'), 'utf8'));
  const firstPid = currentPid();
  return {
    network,
    kill: () => process.kill(currentPid(), 'SIGKILL'),
    async leftovers() {
      const files = await readdir(folder);
      const left = files.filter((file) => !MEMORY.includes(file));
      return isAlive(firstPid) ? [...left, 'its process'] : left;
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

onionNetworkContract('real tor', realNetwork, PATIENCE);
