// One run with containers: whatever it makes carries its label, and all of it goes with it, however it ends.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { docker } from './docker.ts';

const RUN_LABEL = 'torchat.run';
const OWNER_LABEL = 'torchat.owner';

export interface ContainerRun extends AsyncDisposable {
  /** The value of its label. */
  readonly id: string;
  /** A network of its own that leads nowhere else; resolves with its name. */
  network(): Promise<string>;
  /** Removes every container and network of this run. Idempotent. */
  close(): Promise<void>;
}

/** First removes what runs left whose process is gone, and which nobody cleared (a machine that lost its power). */
export async function openRun(signal?: AbortSignal): Promise<ContainerRun> {
  await removeAbandoned(signal);
  const id = randomBytes(6).toString('hex');
  const guard = spawn('/bin/sh', ['-c', GUARD, 'torchat-guard', filterOf(id)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own session: a Ctrl-C of the terminal must not reach it before us.
    detached: true,
  });
  guard.stdin.on('error', () => undefined);
  const ended = once(guard, 'exit');
  const close = async (): Promise<void> => {
    guard.stdin.end();
    await ended;
  };
  return {
    id,
    async network() {
      const name = `torchat-${id}`;
      const labels = labelsOf(id).flatMap((label) => ['--label', label]);
      await docker(['network', 'create', '--internal', ...labels, name], { signal });
      return name;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What everything of a run carries. */
export function labelsOf(run: string): readonly string[] {
  return [`${RUN_LABEL}=${run}`, `${OWNER_LABEL}=${owner(process.pid)}`];
}

// Waits for the end of its input, which comes with our end. What was being made at that moment appears a little later.
const REMOVE = `
remove() {
  docker ps --all --quiet --filter "$1" | xargs -r docker rm --force --volumes
  docker network ls --quiet --filter "$1" | xargs -r docker network rm
}
`;
const GUARD = `${REMOVE}
cat >/dev/null
left=10
until remove "$1" && [ -z "$(docker ps --all --quiet --filter "$1"; docker network ls --quiet --filter "$1")" ]; do
  left=$((left - 1)); [ $left -gt 0 ] || exit 1; sleep 1
done
`;

async function removeAbandoned(signal?: AbortSignal): Promise<void> {
  const format = `{{.Label "${RUN_LABEL}"}} {{.Label "${OWNER_LABEL}"}}`;
  const lists = [
    ['ps', '--all'],
    ['network', 'ls'],
  ].map((words) => docker([...words, '--filter', `label=${RUN_LABEL}`, '--format', format], { signal }));
  const lines = (await Promise.all(lists)).flatMap((text) => text.split('\n'));
  const abandoned = new Set<string>();
  for (const line of lines) {
    const [run = '', whose = ''] = line.split(' ');
    if (run !== '' && isGone(whose)) abandoned.add(run);
  }
  for (const run of abandoned) {
    const shell = spawn('/bin/sh', ['-c', `${REMOVE} remove "$1"`, 'sh', filterOf(run)], { stdio: 'ignore' });
    await once(shell, 'exit');
  }
}

function filterOf(run: string): string {
  return `label=${RUN_LABEL}=${run}`;
}

/** A process of this machine since its last start. */
function owner(pid: number): string {
  return `${hostname()}/${bootId()}/${pid}`;
}

/** Of another machine nothing is known, so its runs count as alive. */
function isGone(whose: string): boolean {
  const [host, boot, pid] = whose.split('/');
  if (host !== hostname()) return false;
  if (boot !== bootId()) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
