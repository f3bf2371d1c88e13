// What a home in a container needs around its client: files, an echo, rounds through its ports, a full disk, a cut link.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Container } from '../../containers/engine/container.ts';
import { ruleNetwork } from '../../containers/engine/rule-network.ts';
import { bytesOf } from '../../world/content.ts';
import type { Home } from '../live/home.ts';
import type { Estate } from './estate.ts';

/** Where a client keeps its account, and what else is its own. */
export const DATA = '/data/account';
const TEMPORARY = '/data/tmp';
const SENDS = '/data/sends';
const FILLING = '/data/full';
const FIRST_PORT = 20_000;

const ECHO = `
$SIG{CHLD} = 'IGNORE'; $| = 1;
my $server = IO::Socket::INET->new(Listen => 16, LocalAddr => '127.0.0.1') or die;
print $server->sockport, "\\n";
while (my $client = $server->accept) {
  next if fork;
  while (sysread $client, my $bytes, 65536) {
    for (my $at = 0; $at < length $bytes;) { $at += syswrite($client, $bytes, length($bytes) - $at, $at) // exit }
  }
  exit;
}
`;
// bash speaks TCP by itself; it cannot end one side alone, so it is told how much comes back.
const ROUND = `exec 3<>"/dev/tcp/127.0.0.1/$1" 4<&0 && { cat <&4 >&3 & head -c "$2" <&3; }`;

/** A command line inside, its temporary files below `/data`. */
export function commandIn(home: Container, ...words: readonly string[]): Home['launch'] {
  return home.command('env', `TMPDIR=${TEMPORARY}`, ...words);
}

export type Inside = Pick<
  Home,
  'write' | 'forget' | 'echo' | 'freePort' | 'round' | 'fillDisk' | 'emptyDisk'
>;

/** `home` is where the program runs. */
export async function settleInside(home: Container): Promise<Inside> {
  await home.exec('mkdir', '-p', DATA, TEMPORARY, SENDS);
  let sends = 0;
  let ports = FIRST_PORT;
  let echo: Promise<number> | null = null;
  return {
    async write(name, size) {
      const path = `${SENDS}/${++sends}/${name}`;
      await home.write(path, bytesOf(name, size));
      return path;
    },
    async forget(path) {
      await home.exec('rm', '-f', path);
    },
    echo: () => (echo ??= startEcho(home)),
    freePort: () => Promise.resolve(ports++),
    round: (port, name, size, signal) => round(home, port, bytesOf(name, size), signal),
    async fillDisk() {
      // It ends when there is no room for another byte.
      await home.exec('sh', '-c', `cat /dev/zero >${FILLING} 2>/dev/null; true`);
    },
    async emptyDisk() {
      await home.exec('rm', '-f', FILLING);
    },
  };
}

/** No packet of this container's network passes; those of its loopback do. Resolves with its undo. */
export async function cutLink(
  { run, images }: Pick<Estate, 'run' | 'images'>,
  container: Container,
  name: string,
): Promise<() => Promise<void>> {
  const helper = { run, image: images.tor };
  const rules = `table inet ${name} {
    chain out { type filter hook output priority 0; oifname != "lo" drop; }
    chain in { type filter hook input priority 0; iifname != "lo" drop; }
  }`;
  await ruleNetwork(helper, container, rules);
  return async () => {
    await ruleNetwork(helper, container, `delete table inet ${name}`);
  };
}

/** Ends with its container. */
async function startEcho(home: Container): Promise<number> {
  const { command, args } = home.command('perl', '-MIO::Socket::INET', '-e', ECHO);
  const echo = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const [line] = (await once(createInterface({ input: echo.stdout }), 'line')) as [string];
  return Number(line);
}

async function round(home: Container, port: number, bytes: Buffer, signal: AbortSignal): Promise<boolean> {
  const { command, args } = home.command('bash', '-c', ROUND, 'bash', String(port), String(bytes.length));
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  child.stdin.on('error', () => undefined);
  child.stdin.end(bytes);
  child.stderr.resume();
  const back: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void back.push(chunk));
  await once(child, 'close');
  signal.removeEventListener('abort', stop);
  const came = Buffer.concat(back);
  if (came.length < bytes.length)
    throw new Error(`The connection ended after ${came.length} of ${bytes.length} bytes.`);
  return came.equals(bytes);
}
