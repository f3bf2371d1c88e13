// A scenario for Shadow, which runs the same programs on simulated hosts, networks and clocks: shadow.github.io.
import { stringify } from 'yaml';
import type { TornetProfile } from '../tornet/torrc.ts';
import { comment, type Exported } from './exported.ts';
import type { Lab, LabMachine } from './lab.ts';
import { KEY_FILES } from './tor-files.ts';

const FILE = 'shadow.yaml';
const TEMPLATE = 'template';
/** Beside the file; hosts run three folders below it, in shadow.data/hosts/NAME. */
const SHARED = 'fleet';
const FLEET_PROGRAM = '/opt/torchat/packages/simulator/bin/fleet.js';

/** Shadow's clock begins here: https://shadow.github.io/docs/guide/ (design, "simulated time"). */
export const SHADOW_BEGINS = new Date('2000-01-01T00:00:00Z');

/** Milliseconds of each link: two make a hop there and back. */
const LATENCY: Readonly<Record<TornetProfile, number>> = { fast: 1, default: 4, slow: 50 };

export interface ShadowOptions {
  readonly title: string;
  readonly profile: TornetProfile;
  readonly seed: number;
  readonly addressOf: (name: string) => string;
}

/** Leads nowhere outside, as all of Shadow's. */
export const SHADOW_NETWORK = '11.0.0.0';

export function toShadow(
  { machines, longest }: Lab,
  { title, profile, seed, addressOf }: ShadowOptions,
): Exported {
  const next = [
    `shadow ${FILE}`,
    'less shadow.data/hosts/conductor/*.stdout',
    'the report: shadow.data/hosts/conductor/report.html',
  ];
  const config = {
    general: {
      stop_time: `${Math.ceil(longest / 1000)} sec`,
      seed,
      template_directory: TEMPLATE,
      // Node looks at its clock until something happens; without this no time would pass.
      model_unblocked_syscall_latency: true,
    },
    network: { graph: { type: 'gml', inline: graph(LATENCY[profile]) } },
    hosts: Object.fromEntries(
      machines.map((machine) => [machine.name, hostOf(machine, addressOf(machine.name))]),
    ),
  };
  const head = comment([
    `${title}: a scenario of the TorChat simulator for Shadow, made by npm run sim -- export.`,
    'Not run here: it was checked against the keys of Shadow’s configuration specification, and by no Shadow.',
    'Shadow has to be inside the image torchat-simulator of npm run images -- --lab, where the programs have these paths,',
    `with this folder. It ends with 0 where the conductor did: every check held.`,
    ...next.map((line) => `  ${line}`),
  ]);
  const files = new Map([[FILE, `${head}\n${stringify(config, { lineWidth: 0 })}`]]);
  for (const machine of machines) for (const [path, text] of placed(machine)) files.set(path, text);
  return { files, next };
}

function hostOf({ image, words }: LabMachine, address: string): object {
  const last = words[0] === 'conduct';
  const fleet = `../../../${SHARED}`;
  const program =
    image === 'tor'
      ? { path: 'tor', args: ['--defaults-torrc', 'empty', '-f', 'torrc'] }
      : {
          path: '/usr/local/bin/node',
          args: [
            FLEET_PROGRAM,
            ...words,
            '--lab',
            fleet,
            '--torrc',
            `${fleet}/client.torrc`,
            '--results',
            '.',
          ],
        };
  return {
    network_node_id: 0,
    ip_addr: address,
    processes: [{ ...program, start_time: '1 sec', expected_final_state: last ? { exited: 0 } : 'running' }],
  };
}

function* placed({ name, image, files }: LabMachine): Generator<readonly [path: string, text: string]> {
  for (const [file, text] of files) {
    if (file === 'start') continue;
    if (image !== 'tor') yield [`${SHARED}/${file}`, text];
    else if ((KEY_FILES as readonly string[]).includes(file))
      yield [`${TEMPLATE}/hosts/${name}/keys/${file}`, text];
    else yield [`${TEMPLATE}/hosts/${name}/${file}`, text];
  }
}

function graph(milliseconds: number): string {
  return `graph [
  node [
    id 0
    host_bandwidth_down "100 Mbit"
    host_bandwidth_up "100 Mbit"
  ]
  edge [
    source 0
    target 0
    latency "${milliseconds} ms"
    packet_loss 0.0
  ]
]
`;
}
