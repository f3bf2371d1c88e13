// Looks at the processes inside a container, by a shell that stays there: nothing is started for a look but one `find`.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Container } from '../../containers/engine/container.ts';
import { parseMemory, parseSockets, parseStat } from '../watch/proc.ts';
import type { Seen } from '../watch/machine.ts';

// Of the client's own: not the first process, not tor, no helpers of ours. An empty line ends a picture.
const LOOK = `
while read -r _; do
  for folder in /proc/[0-9]*; do
    read -r stat 2>/dev/null <"$folder/stat" || continue
    case $stat in 1\\ *|*'(tor)'*|*'(bash)'*|*'(perl)'*|*'(sleep)'*|*'(find)'*|*'(sh)'*) continue ;; esac
    echo "P $stat"
    while read -r line; do case $line in VmRSS:*) echo "M $line" ;; esac; done 2>/dev/null <"$folder/status"
    find "$folder/fd" -lname 'socket:*' -printf 'F %l\\n' 2>/dev/null
  done
  for table in tcp tcp6 udp udp6; do
    while read -r line; do echo "T $line"; done <"/proc/net/$table"
  done
  echo
done
`;

export class Looker {
  readonly #container: Container;
  #shell: ChildProcessWithoutNullStreams | null = null;
  #waiting: ((lines: readonly string[] | null) => void)[] = [];

  constructor(container: Container) {
    this.#container = container;
  }

  /** Null: it could not be looked at. */
  async look(): Promise<Seen | null> {
    this.#shell ??= this.#start();
    const { promise, resolve } = Promise.withResolvers<readonly string[] | null>();
    this.#waiting.push(resolve);
    this.#shell.stdin.write('\n');
    const lines = await promise;
    return lines === null ? null : readPicture(lines);
  }

  close(): void {
    this.#shell?.stdin.end();
  }

  #start(): ChildProcessWithoutNullStreams {
    const { command, args } = this.#container.command('bash', '-c', LOOK);
    const shell = spawn(command, args, { stdio: 'pipe', detached: true });
    let lines: string[] = [];
    shell.stdin.on('error', () => undefined);
    shell.stderr.resume();
    createInterface({ input: shell.stdout }).on('line', (line) => {
      if (line === '') {
        this.#waiting.shift()?.(lines);
        lines = [];
      } else lines.push(line);
    });
    const over = (): void => {
      this.#shell = null;
      for (const resolve of this.#waiting.splice(0)) resolve(null);
    };
    shell.once('error', over).once('close', over);
    return shell;
  }
}

function readPicture(lines: readonly string[]): Seen {
  const ofKind = (kind: string): string[] =>
    lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(2));
  const ends = new Map(parseSockets(ofKind('T').join('\n')));
  return {
    memory: ofKind('M').reduce((sum, line) => sum + parseMemory(line), 0),
    cpu: ofKind('P').reduce((sum, line) => sum + (parseStat(line)?.cpu ?? 0), 0),
    beyond: ofKind('F').flatMap((link) => ends.get(/^socket:\[(\d+)\]$/u.exec(link)?.[1] ?? '') ?? []),
  };
}
