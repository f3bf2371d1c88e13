// One container: idle by itself, with as few rights as it needs. Programs are started in it, spoken to, and killed.
import { spawn } from 'node:child_process';
import { GenericContainer, type StartedTestContainer } from 'testcontainers';
import { docker } from './docker.ts';
import { EngineError } from './engine-error.ts';
import { labelsOf } from './run.ts';

export interface ContainerOptions {
  /** The run to which it belongs, by its id. */
  readonly run: string;
  readonly image: string;
  /** A network's name; or a container, whose addresses and ports it then shares, loopback with them. */
  readonly network: string | Container;
  /** GiB. */
  readonly memory?: number;
  /** Of the processors; as much as there is by default. */
  readonly cpus?: number;
  /** Bytes of the disk that is all it can write to, in `/data`; by default it is not bounded. */
  readonly disk?: number;
}

export interface Container {
  readonly id: string;
  /** IPv4 on its network; empty where it shares another's. */
  readonly address: string;
  /** A command line for this machine that runs `words` inside, its input and output passed through. */
  command(...words: readonly string[]): { readonly command: string; readonly args: readonly string[] };
  /** Runs to its end; resolves with its output. Throws an EngineError with its last words. */
  exec(...words: readonly string[]): Promise<string>;
  /** Files and folders (`names`) that lie in `folder` here, into an existing folder there. */
  receive(folder: string, names: readonly string[], target: string): Promise<void>;
  /** A file; its folder is made where there is none. */
  write(path: string, bytes: string | Uint8Array): Promise<void>;
  /** As `kill -9` of everything that runs in it but helpers (bash, perl); or of the programs of this name alone. */
  killAll(name?: string): Promise<void>;
  /** Stops all its programs but helpers where they are, or lets them go on. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Removes it. */
  remove(): Promise<void>;
}

const MEMORY = 0.5;
const MOST_PROCESSES = 256;
/** As whom everything runs in our images. */
const PERSON = 1000;

class IdleContainer extends GenericContainer {
  constructor(image: string) {
    super(image);
    // Reaps what was killed.
    this.hostConfig.Init = true;
    this.hostConfig.PidsLimit = MOST_PROCESSES;
  }
}

export async function startContainer(options: ContainerOptions): Promise<Container> {
  // No port leads to a container. Without this word the library looks for a way where we are in a container ourselves.
  process.env['TESTCONTAINERS_HOST_OVERRIDE'] ??= '127.0.0.1';
  const { run, image, network, memory = MEMORY, cpus, disk } = options;
  const labels = Object.fromEntries(labelsOf(run).map((label) => label.split('=') as [string, string]));
  const started = await new IdleContainer(image)
    .withTmpFs(disk === undefined ? {} : { '/data': `rw,mode=0700,uid=${PERSON},gid=${PERSON},size=${disk}` })
    .withNetworkMode(typeof network === 'string' ? network : `container:${network.id}`)
    .withLabels(labels)
    // Everything of the run is removed by its label, also when this process is killed.
    .withAutoCleanup(false)
    .withPullPolicy({ shouldPull: () => 'never' })
    .withDroppedCapabilities('ALL')
    .withSecurityOpt('no-new-privileges')
    .withResourcesQuota({ memory, ...(cpus === undefined ? {} : { cpu: cpus }) })
    .start()
    .catch((cause: unknown) => {
      throw new EngineError(`A container of ${image} could not be started: ${(cause as Error).message}`, {
        cause,
      });
    });
  return held(started, typeof network === 'string' ? started.getIpAddress(network) : '');
}

// Not the first process, nor its child that sleeps, nor the one that does it, nor helpers. What was killed is gone when it ends.
const KILL_ALL = `
killed=
for folder in /proc/[0-9]*; do
  pid=\${folder#/proc/}; name=$(cat "$folder/comm" 2>/dev/null)
  case $name in sleep|bash|perl) continue ;; esac
  [ "$pid" = 1 ] || [ "$pid" = $$ ] || [ "$name" != "\${1:-$name}" ] ||
    { kill -KILL "$pid" 2>/dev/null && killed="$killed $pid"; }
done
for pid in $killed; do while kill -0 "$pid" 2>/dev/null; do sleep 0.02; done; done
`;

const SIGNAL_ALL = `
for folder in /proc/[0-9]*; do
  pid=\${folder#/proc/}
  case $(cat "$folder/comm" 2>/dev/null) in
    sleep|bash|perl|'') ;;
    *) [ "$pid" = 1 ] || [ "$pid" = $$ ] || kill -"$1" "$pid" 2>/dev/null ;;
  esac
done
true
`;

function held(started: StartedTestContainer, address: string): Container {
  const id = started.getId();
  const exec = (...words: readonly string[]): Promise<string> => docker(['exec', id, ...words]);
  return {
    id,
    address,
    exec,
    command: (...words) => ({ command: 'docker', args: ['exec', '--interactive', id, ...words] }),
    async receive(folder, names, target) {
      const tar = spawn('tar', ['-C', folder, '-c', '--', ...names], { stdio: ['ignore', 'pipe', 'ignore'] });
      const words = ['exec', '--interactive', id, 'tar', '--no-same-owner', '-x', '-C', target];
      await docker(words, { input: tar.stdout });
    },
    async write(path, bytes) {
      const script = 'umask 077; mkdir -p "$(dirname "$1")"; cat >"$1"';
      await docker(['exec', '--interactive', id, 'sh', '-c', script, 'sh', path], { input: bytes });
    },
    async killAll(name = '') {
      await exec('sh', '-c', KILL_ALL, 'sh', name);
    },
    async freeze() {
      await exec('sh', '-c', SIGNAL_ALL, 'sh', 'STOP');
    },
    async thaw() {
      await exec('sh', '-c', SIGNAL_ALL, 'sh', 'CONT');
    },
    async remove() {
      await docker(['rm', '--force', '--volumes', id]);
    },
  };
}
