// The docker command, run to its end: for what is built, and for the programs that we talk to inside a container.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { EngineError } from './engine-error.ts';

const MAX_WORDS = 4096;

export interface DockerOptions {
  readonly signal?: AbortSignal | undefined;
  /** Becomes its standard input. */
  readonly input?: Readable | string | Uint8Array;
  /** Each line of its output, as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Its standard output, trimmed. Throws an EngineError with its last words where it fails. */
export async function docker(args: readonly string[], options: DockerOptions = {}): Promise<string> {
  const { signal, input, onLine } = options;
  const child = spawn('docker', args, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  let output = '';
  let words = '';
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`;
      onLine?.(line);
    });
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-MAX_WORDS);
  });
  if (input !== undefined && child.stdin !== null) {
    // When docker gives up early, its own words say why.
    child.stdin.on('error', () => undefined);
    if (input instanceof Readable) input.pipe(child.stdin);
    else child.stdin.end(input);
  }
  const status = await statusOf(child);
  signal?.throwIfAborted();
  if (status !== 0) throw new EngineError(`docker ${args[0]} failed: ${words.trim() || output.trim()}`);
  return output.trim();
}

/** Null for a command that did not end by itself. */
function statusOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') reject(new EngineError(NO_DOCKER, { cause }));
      else reject(cause);
    });
    child.once('close', resolve);
  });
}

const NO_DOCKER =
  'There is no docker command on the PATH, and containers need one: install an engine (Debian: apt install docker.io) and start it.';
