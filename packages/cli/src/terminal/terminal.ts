// What a command sees of the terminal it was started in; tests hand in their own.
import type { Readable, Writable } from 'node:stream';

export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: NodeJS.ProcessEnv;
}

/** The options that every command takes. */
export interface GlobalOptions {
  readonly account?: string;
  readonly json?: boolean;
  /** False with `--no-color`. */
  readonly color: boolean;
  readonly torrc?: string;
  readonly tor?: string;
  readonly socks?: string;
  readonly passphraseFile?: string;
}

/** What a command gets: the terminal, the global options, and a signal that Ctrl-C and SIGTERM abort. */
export interface Session {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  readonly signal: AbortSignal;
}

/** Data, and nothing but data. */
export function out(session: Session, text: string): void {
  session.terminal.stdout.write(`${text}\n`);
}

/** One JSON value on one line. */
export function outJson(session: Session, value: unknown): void {
  out(session, JSON.stringify(value));
}

/** A remark for the person; scripts that ask for JSON get none. */
export function note(session: Session, text: string): void {
  if (session.options.json !== true) session.terminal.stderr.write(`${text}\n`);
}

export function isInteractive({ terminal, options }: Session): boolean {
  return options.json !== true && terminal.stdin.isTTY === true && terminal.stderr.isTTY === true;
}
