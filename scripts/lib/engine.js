// A container engine of our own, for machines where none runs: started by hand as root, in a folder that goes with it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { install, mayInstall } from './apt.js';
import { findProgram } from './find-program.js';

const HOW =
  'Containers need an engine, and none answers. Install and start one (Debian: apt install docker.io debootstrap), or run this as root where apt-get can.';
const PACKAGES = {
  dockerd: 'docker.io',
  docker: 'docker.io',
  debootstrap: 'debootstrap',
  iptables: 'iptables',
};

/** How dockerd is tried: as it is, then with less and less of the machine, as inside another container. */
const WAYS = [
  { flags: [], without: null },
  { flags: ['--iptables=false', '--ip6tables=false'], without: 'without iptables' },
  {
    flags: ['--iptables=false', '--ip6tables=false', '--storage-driver=vfs'],
    without: 'without iptables and overlay file systems, which is slow',
  },
];
const STARTS_WITHIN = 30_000;

// Ends the engine when our end of the pipe closes, however we end; and ends when the engine does.
const KEEPER = `
log=$1; shift
dockerd "$@" >"$log" 2>&1 </dev/null & pid=$!
exec 3<&0
(cat <&3 >/dev/null; kill $pid) &
wait $pid; status=$?
# Told to end, it takes a moment.
while kill -0 $pid 2>/dev/null; do sleep 0.1; done
exit $status
`;

export function engineAnswers(env) {
  return spawnSync('docker', ['version'], { env, stdio: 'ignore' }).status === 0;
}

/** Null when all programs are there (now), else a sentence. */
export function makeSureOfPrograms(env) {
  const missing = () => Object.keys(PACKAGES).filter((name) => findProgram(name, env) === null);
  if (missing().length === 0) return null;
  if (!mayInstall()) return HOW;
  const packages = [...new Set(missing().map((name) => PACKAGES[name]))];
  console.error(`Installing Debian's packages for containers: ${packages.join(', ')}.`);
  return install(...packages) && missing().length === 0
    ? null
    : `Debian's packages could not be installed. ${HOW}`;
}

/** The environment in which docker finds it, and `stop`. Throws with dockerd's last words. */
export async function startEngine(env) {
  const folder = mkdtempSync(join(tmpdir(), 'torchat-engine-'));
  const host = `unix://${join(folder, 'docker.sock')}`;
  let words = '';
  for (const { flags, without } of WAYS) {
    const keeper = keep(folder, host, flags);
    const found = { ...env, DOCKER_HOST: host };
    if (await answers(found, keeper)) {
      console.error(`Started a container engine${without === null ? '' : ` ${without}`}.`);
      return { env: found, stop: () => stop(keeper, folder) };
    }
    words = lastWords(readFileSync(join(folder, 'log'), 'utf8'));
    await stop(keeper, null);
  }
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`dockerd does not start here. Its last words:\n${words}`);
}

function keep(folder, host, flags) {
  const log = join(folder, 'log');
  closeSync(openSync(log, 'w'));
  const words = [
    '--bridge=none',
    '--host',
    host,
    '--data-root',
    join(folder, 'data'),
    '--exec-root',
    join(folder, 'exec'),
  ];
  const args = ['-c', KEEPER, 'engine', log, ...words, '--pidfile', join(folder, 'pid'), ...flags];
  // Its own session: a Ctrl-C of the terminal reaches us, who then end it in order.
  return spawn('/bin/sh', args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
}

async function answers(env, keeper) {
  const deadline = Date.now() + STARTS_WITHIN;
  while (Date.now() < deadline && keeper.exitCode === null) {
    if (engineAnswers(env)) return true;
    await pause(250);
  }
  return false;
}

/** What it complained of, rather than what followed from that. */
function lastWords(log) {
  const lines = log.trim().split('\n');
  const complaints = lines.filter((line) => /level=(?:error|fatal)|failed to|^panic/u.test(line));
  return (complaints.length > 0 ? complaints : lines).slice(-3).join('\n');
}

async function stop(keeper, folder) {
  if (keeper.exitCode === null) {
    const gone = once(keeper, 'exit');
    keeper.stdin.end();
    await gone;
  }
  if (folder === null) return;
  unmountBelow(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Where the machine's own mounts are private, dockerd mounts its folder upon itself and forgets it. */
function unmountBelow(folder) {
  const mounted = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((path) => path.startsWith(`${folder}/`));
  // The last one mounted lies on top.
  for (const path of mounted.toReversed()) spawnSync('umount', ['--lazy', path], { stdio: 'ignore' });
}
