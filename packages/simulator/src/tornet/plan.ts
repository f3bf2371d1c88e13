// Lays out a private network on disk: a folder per node with its keys and torrc, before any process runs.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { type AuthorityKeys, makeAuthorityKeys } from './keys.ts';
import { nodeState } from './node-state.ts';
import {
  type Authority,
  authorityTorrc,
  clientLines,
  type VoteTimes,
  heldVote,
  type NodeSettings,
  relayTorrc,
  type TornetProfile,
} from './torrc.ts';

/** Below the network's folder. */
export const EMPTY_FILE = 'empty';

interface PlannedNode {
  readonly name: string;
  readonly torrc: string;
}

interface PlannedAuthority extends PlannedNode {
  readonly address: string;
  readonly dirPort: number;
  /** Rewrites the torrc; counts once the node reloads it. */
  scheduleVote(vote: VoteTimes): Promise<void>;
}

export interface Plan {
  readonly authorities: readonly PlannedAuthority[];
  readonly relays: readonly PlannedNode[];
  readonly clientTorrc: readonly string[];
  readonly clientTorrcFile: string;
  readonly emptyFile: string;
}

/** Where a node lives, as it sees it itself. */
export interface NodePlace {
  /** The network's folder. */
  readonly folder: string;
  /** IPv4. */
  readonly address: string;
  readonly ownerPid: number;
}

export interface PlanOptions {
  /** Absolute; exists. */
  readonly folder: string;
  /** By default on this machine, with us. */
  readonly placeOf?: (name: string) => NodePlace;
  readonly profile: TornetProfile;
  readonly authorities: number;
  readonly relays: number;
}

export async function planTornet(options: PlanOptions): Promise<Plan> {
  const { folder } = options;
  const here: NodePlace = { folder, address: '127.0.0.1', ownerPid: process.pid };
  const placeOf = options.placeOf ?? (() => here);
  const emptyFile = join(folder, EMPTY_FILE);
  const clientTorrcFile = join(folder, 'client.torrc');
  const [keys, ports] = await Promise.all([
    Promise.all(Array.from({ length: options.authorities }, () => makeAuthorityKeys())),
    freePorts(2 * options.authorities),
    writeFile(emptyFile, ''),
  ]);
  const known = keys.map((own, at): Authority & { keys: AuthorityKeys } => ({
    name: `authority${at + 1}`,
    address: placeOf(`authority${at + 1}`).address,
    orPort: ports[2 * at] ?? 0,
    dirPort: ports[2 * at + 1] ?? 0,
    keys: own,
  }));
  const shared = clientLines(known, options.profile);
  const settings = (name: string): NodeSettings => {
    const { folder: inside, address, ownerPid } = placeOf(name);
    return {
      name,
      address,
      dataFolder: join(inside, name),
      emptyFile: join(inside, EMPTY_FILE),
      ownerPid,
      shared,
    };
  };
  const torrcOf = (name: string): string => join(folder, `${name}.torrc`);

  const authorities = known.map(async (authority): Promise<PlannedAuthority> => {
    const { name, address, dirPort } = authority;
    await makeDataFolder(join(folder, name));
    await writeKeys(join(folder, name, 'keys'), authority.keys);
    const scheduleVote = (vote: VoteTimes): Promise<void> =>
      writeFile(torrcOf(name), authorityTorrc(settings(name), authority, vote), { mode: 0o600 });
    await scheduleVote(heldVote(Date.now() / 1000));
    return { name, torrc: torrcOf(name), address, dirPort, scheduleVote };
  });
  const relays = Array.from({ length: options.relays }, async (_, at): Promise<PlannedNode> => {
    const name = `relay${at + 1}`;
    await makeDataFolder(join(folder, name));
    await writeFile(torrcOf(name), relayTorrc(settings(name)), { mode: 0o600 });
    return { name, torrc: torrcOf(name) };
  });
  await writeFile(clientTorrcFile, `${shared.join('\n')}\n`, { mode: 0o600 });
  return {
    authorities: await Promise.all(authorities),
    relays: await Promise.all(relays),
    clientTorrc: shared,
    clientTorrcFile,
    emptyFile,
  };
}

async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, 'state'), nodeState(Date.now()), { mode: 0o600 });
}

async function writeKeys(folder: string, keys: AuthorityKeys): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  await Promise.all([
    writeFile(join(folder, 'authority_certificate'), keys.certificate, { mode: 0o600 }),
    writeFile(join(folder, 'authority_signing_key'), keys.signingKey, { mode: 0o600 }),
    writeFile(join(folder, 'secret_id_key'), keys.relayKey, { mode: 0o600 }),
  ]);
}
