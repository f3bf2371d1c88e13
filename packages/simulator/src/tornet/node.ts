// One tor process of the private network: started, listened to, ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Guard } from '../process/guard.ts';

const REMEMBERED_LINES = 40;
const TOLD_LINES = 4;

export interface TorNode {
  readonly name: string;
  readonly pid: number;
  /** Of tor's bootstrap, 0 to 100. */
  readonly progress: number;
  readonly alive: boolean;
  /** The last thing the node said that may explain why it does not come up: warnings and errors first. */
  lastWords(): string;
  /** Whether another program sits on one of this node's ports. */
  portTaken(): boolean;
  /** tor reads its torrc again and asks for directory documents at once. */
  reload(): void;
  /** SIGKILL, as a crash; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Asks nicely, then insists after two seconds; resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface NodeWatch {
  readonly changed: () => void;
  readonly ended: (node: TorNode) => void;
}

export interface NodeProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** Ends it should this process be killed. */
  readonly guard?: Guard;
  /** Brings a signal to tor where the process that we start is only its messenger. */
  readonly signal?: (signal: NodeJS.Signals) => void;
}

/** tor on a torrc, as words of a command line. */
export function torWords(binary: string, torrc: string, emptyFile: string): readonly [string, ...string[]] {
  return [binary, '--defaults-torrc', emptyFile, '-f', torrc];
}

/** A program that cannot run shows as a node that is not alive. */
export function startNode(name: string, program: NodeProgram, watch: NodeWatch): TorNode {
  const { guard } = program;
  const child = spawn(program.command, program.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own session: a Ctrl-C of the terminal is for us, who then end the nodes in order.
    detached: true,
  });
  const lines: string[] = [];
  let progress = 0;
  let alive = child.pid !== undefined;
  if (child.pid !== undefined) guard?.add(child.pid);
  const hear = (line: string): void => {
    lines.push(line);
    if (lines.length > REMEMBERED_LINES) lines.shift();
    const bootstrapped = /Bootstrapped (\d+)%/u.exec(line);
    if (bootstrapped === null) return;
    progress = Number(bootstrapped[1]);
    watch.changed();
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear);
  child.once('exit', () => {
    alive = false;
    if (child.pid !== undefined) guard?.gone(child.pid);
  });
  child.once('error', (error) => hear(error.message));
  // Not at `exit`: what it said last may still be on its way.
  child.once('close', () => watch.ended(node));
  const send = program.signal ?? ((signal: NodeJS.Signals) => void child.kill(signal));
  const node: TorNode = {
    name,
    pid: child.pid ?? 0,
    get progress() {
      return progress;
    },
    get alive() {
      return alive;
    },
    lastWords: () => worstOf(lines),
    portTaken: () => lines.some((line) => line.includes('Could not bind') || line.includes('in use')),
    reload: () => send('SIGHUP'),
    kill: () => end(child, send, 'SIGKILL'),
    stop: () => end(child, send, 'SIGTERM'),
  };
  return node;
}

async function end(
  child: ChildProcess,
  send: (signal: NodeJS.Signals) => void,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  send(signal);
  const insist = setTimeout(() => send('SIGKILL'), 2000);
  await gone;
  clearTimeout(insist);
}

// What every node of such a network warns about; it explains nothing.
const NOISE =
  /DirAuthority|TestingTorNetwork|as root|VotingInterval|approved-routers|sr-state|404|certificate/u;

function worstOf(lines: readonly string[]): string {
  const bad = lines.filter((line) => /\[(?:warn|err)\]/u.test(line) && !NOISE.test(line));
  const told = (bad.length > 0 ? bad : lines).slice(-TOLD_LINES);
  return told.map((line) => line.replace(/^\w{3} \d+ [\d:.]+ /u, '')).join(' | ');
}
