// An exported scenario as machines: the nodes of the Tor network, a client with its agent for each person, and the conductor.
import { randomBytes } from 'node:crypto';
import { TorchatError } from '@torchat/core';
import { FLEET_FILE, type FleetFile, SCENARIO_FILE } from '../fleet/fleet-file.ts';
import { castOf } from '../scenario/cast.ts';
import { lotOf } from '../scenario/lot.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { MOST_MACHINES } from './addresses.ts';
import { blank, DATA, START_SCRIPT } from './start-script.ts';
import { DIR_PORT, torFiles } from './tor-files.ts';

export interface LabOptions {
  readonly scenario: Scenario;
  /** As it stands in its file. */
  readonly text: string;
  /** The file's name, for the record. */
  readonly file: string;
  readonly seed: number;
  readonly clients: number | null;
  /** For the report: "Docker Compose". */
  readonly engine: string;
  /** Where machines have addresses before they start. */
  readonly addressOf?: (name: string) => string;
  /** Where a name leads to them. */
  readonly named: boolean;
  /** Where clocks are known: what time it is at the start. */
  readonly begins?: Date;
  /** Where a node keeps everything, as it sees it itself. */
  readonly folder?: string;
}

export interface LabMachine {
  readonly name: string;
  readonly image: 'tor' | 'simulator';
  /** What its start script is told. */
  readonly words: readonly string[];
  /** Whose files it finds: its own, or those that all clients and the conductor share. */
  readonly files: ReadonlyMap<string, string>;
  readonly folder: string;
  /** Bytes, and processors. */
  readonly memory?: number | undefined;
  readonly cpus?: number | undefined;
}

export interface Lab {
  readonly machines: readonly LabMachine[];
  readonly conductor: string;
  /** In milliseconds, all waiting included: it should be over by then. */
  readonly longest: number;
}

const AGENT_PORT = 7100;
const CONDUCTOR = 'conductor';
/** Folder of the files that clients and conductor share. */
const SHARED = 'fleet';
/** Milliseconds for images, the network and the first consensus. */
const BEFORE = 600_000;

export async function labOf(options: LabOptions): Promise<Lab> {
  const { scenario, seed, clients, addressOf, named, begins, folder = DATA } = options;
  const { profile, relays, authorities } = scenario.network;
  const cast = castOf(scenario, lotOf(seed, 'graph'), clients ?? undefined);
  const clientNames = cast.people.map((_, at) => `client${at + 1}`);
  const hostOf = (name: string): string => (named ? name : (addressOf?.(name) ?? name));
  const net = await torFiles({
    profile,
    relays,
    authorities,
    addressOf: addressOf ?? ((name) => blank(name.startsWith('authority') ? name : 'own')),
    folder,
    ends: begins === undefined ? blank('ends') : pastOf(begins),
    now: begins ?? new Date(),
  });
  const start = ['start', START_SCRIPT] as const;
  const shared = new Map([
    start,
    ['client.torrc', net.clientTorrc],
    [SCENARIO_FILE, options.text],
    [
      FLEET_FILE,
      `${JSON.stringify(
        fleetOf(
          options,
          clientNames.map(hostOf),
          net.authorities.map(({ name }) => hostOf(name)),
        ),
        null,
        2,
      )}\n`,
    ],
  ]);
  const nodes = [...net.authorities, ...net.relays].map(
    ({ name, files }): LabMachine => ({
      name,
      image: 'tor',
      words: ['tor'],
      files: new Map([start, ...files]),
      folder: name,
    }),
  );
  const ours = { image: 'simulator', files: shared, folder: SHARED } as const;
  const agents = cast.people.map(
    ({ settings: { memory, cpus } }, at): LabMachine => ({
      ...ours,
      name: clientNames[at] ?? '',
      words: ['agent', String(at)],
      memory,
      cpus,
    }),
  );
  const machines = [...nodes, ...agents, { ...ours, name: CONDUCTOR, words: ['conduct'] }];
  if (machines.length > MOST_MACHINES)
    throw new TorchatError(
      'bad_request',
      `An export has ${MOST_MACHINES} machines at most, and this one would have ${machines.length}.`,
    );
  return {
    machines,
    conductor: CONDUCTOR,
    longest: BEFORE + scenario.duration + scenario.settle,
  };
}

/** A minute before: the form in which tor writes times. */
function pastOf(time: Date): string {
  return new Date(time.getTime() - 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

function fleetOf(
  { file, seed, clients, engine, scenario }: LabOptions,
  hosts: string[],
  authorities: string[],
): FleetFile {
  return {
    format: 'torchat-fleet-1',
    file,
    seed,
    clients,
    token: randomBytes(32).toString('hex'),
    agents: { hosts, port: AGENT_PORT },
    authorities: { hosts: authorities, dirPort: DIR_PORT },
    nodes: scenario.network.authorities + scenario.network.relays,
    engine,
  };
}
