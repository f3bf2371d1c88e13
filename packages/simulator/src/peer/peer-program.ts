// Drives one TorChat client as a child process: commands on its standard input, events as JSON lines on its output.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TorchatError } from '@torchat/core';
import type { Guard } from '../process/guard.ts';

/** What a client tells: `ev` names it, `t` is seconds since its start, the rest depends on `ev`. */
export interface PeerEvent {
  readonly ev: string;
  readonly t: number;
  readonly [field: string]: unknown;
}

export interface PeerProgramOptions {
  /** For sentences: "bob did not come online". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly onEvent?: (event: PeerEvent) => void;
  /** Ends the program should this process be killed. */
  readonly guard?: Guard;
}

interface Waiter {
  readonly matches: (event: PeerEvent) => boolean;
  readonly resolve: (event: PeerEvent) => void;
}

const QUIT_PATIENCE = 10_000;
/** Of a program's last words, for the reason of its end. */
const MAX_WORDS = 4096;

export class PeerProgram implements AsyncDisposable {
  readonly name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiters = new Set<Waiter>();
  /** Resolves when the program is gone, whatever ended it. */
  readonly ended: Promise<void>;
  #running = true;
  #lastWords = '';

  constructor(options: PeerProgramOptions) {
    this.name = options.name;
    this.#child = spawn(options.command, options.args, {
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // In a group of its own: Ctrl-C in the terminal reaches it through us, in order.
      detached: true,
    });
    const { pid } = this.#child;
    if (pid !== undefined) options.guard?.add(pid);
    this.ended = new Promise<void>((resolve) => {
      this.#child.once('error', (error) => {
        this.#lastWords += error.message;
        this.#running = false;
        resolve();
      });
      this.#child.once('exit', () => {
        if (pid !== undefined) options.guard?.gone(pid);
      });
      this.#child.once('close', () => {
        this.#running = false;
        resolve();
      });
    });
    this.#child.stdin.on('error', () => undefined);
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-MAX_WORDS);
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const event = parseEvent(line);
      if (event === null) return;
      options.onEvent?.(event);
      for (const waiter of this.#waiters)
        if (waiter.matches(event)) {
          this.#waiters.delete(waiter);
          waiter.resolve(event);
        }
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What it said last on its error output. */
  get lastWords(): string {
    return this.#lastWords.trim();
  }

  /** One command line; texts that hold line breaks go as JSON strings. */
  say(...words: readonly string[]): void {
    this.#child.stdin.write(`${words.join(' ')}\n`);
  }

  /**
   * The next event that matches; ask before doing what causes it. `what` completes "alice did not ... within 30 s".
   * Rejects with `timeout`, or with `internal` and the program's last words when it ends before.
   */
  async next(what: string, seconds: number, matches: (event: PeerEvent) => boolean): Promise<PeerEvent> {
    const { promise, resolve, reject } = Promise.withResolvers<PeerEvent>();
    const waiter = { matches, resolve };
    this.#waiters.add(waiter);
    const timer = setTimeout(
      () => reject(new TorchatError('timeout', `${this.name} did not ${what} within ${seconds} s.`)),
      seconds * 1000,
    );
    void this.ended.then(() => reject(new TorchatError('internal', this.#obituary())));
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiters.delete(waiter);
    }
  }

  /** As `kill -9`: nothing is said, nothing is saved. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to quit and waits; ends it when it does not. Idempotent. */
  async close(): Promise<void> {
    if (this.#running) {
      this.say('quit');
      this.#child.stdin.end();
    }
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), QUIT_PATIENCE);
    await this.ended;
    clearTimeout(timer);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #obituary(): string {
    const words = this.lastWords;
    return `${this.name}'s program ended${words === '' ? '.' : `: ${words}`}`;
  }
}

function parseEvent(line: string): PeerEvent | null {
  try {
    const event: unknown = JSON.parse(line);
    return typeof event === 'object' && event !== null && 'ev' in event ? (event as PeerEvent) : null;
  } catch {
    return null;
  }
}
