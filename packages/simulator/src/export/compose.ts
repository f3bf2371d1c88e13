// A scenario for Docker Compose: one file, and a folder of files for its containers to read.
import { stringify } from 'yaml';
import { comment, type Exported, filesOf, type ImageNames } from './exported.ts';
import type { Lab, LabMachine } from './lab.ts';
import { LAB } from './start-script.ts';

const FILE = 'compose.yaml';
const NETWORK = 'lab';

export interface ComposeOptions {
  readonly title: string;
  readonly images: ImageNames;
  /** Of `/22`. */
  readonly network: string;
  readonly addressOf: (name: string) => string;
}

export function toCompose({ machines, conductor }: Lab, options: ComposeOptions): Exported {
  const { title, network } = options;
  const next = [
    `docker compose up --abort-on-container-exit --exit-code-from ${conductor}`,
    `docker compose cp ${conductor}:/data/report.html .`,
    'docker compose down --volumes',
  ];
  const services = Object.fromEntries(machines.map((machine) => [machine.name, serviceOf(machine, options)]));
  // An internal network leads nowhere else: nothing of this reaches the world, and nothing reaches it.
  const networks = { [NETWORK]: { internal: true, ipam: { config: [{ subnet: `${network}/22` }] } } };
  const text = stringify({ services, networks }, { lineWidth: 0 });
  const head = comment([
    `${title}: a scenario of the TorChat simulator for Docker Compose, made by npm run sim -- export.`,
    `Its images come from npm run images -- --lab. Exit code 0: every check held. In this folder:`,
    ...next.map((line) => `  ${line}`),
  ]);
  return { files: new Map([[FILE, `${head}\n${text}`], ...filesOf(machines, 'files')]), next };
}

function serviceOf(
  { name, image, words, folder, memory, cpus }: LabMachine,
  { images, addressOf }: ComposeOptions,
): object {
  return {
    image: images[image],
    command: ['sh', `${LAB}/start`, ...words],
    hostname: name,
    init: true,
    networks: { [NETWORK]: { ipv4_address: addressOf(name) } },
    volumes: [`./files/${folder}:${LAB}:ro`],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    stop_grace_period: '2s',
    ...(memory === undefined ? {} : { mem_limit: memory }),
    ...(cpus === undefined ? {} : { cpus }),
  };
}
