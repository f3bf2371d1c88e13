// A terminal made of buffers, to run commands in this process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { run } from '../../src/main.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Shell extends Disposable {
  readonly home: string;
  torchat(args: readonly string[], input?: string, signal?: AbortSignal): Promise<Ran>;
}

/** A home of its own for accounts, removed at the end. `window`: what stdout says of itself. */
export function shell(
  env: Readonly<Record<string, string>> = {},
  window: { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number } = {},
): Shell {
  const home = mkdtempSync(join(tmpdir(), 'torchat-cli-'));
  return {
    home,
    async torchat(args, input = '', signal = new AbortController().signal) {
      const stdin = new PassThrough();
      stdin.end(input);
      const stdout = collector();
      const stderr = collector();
      const terminal = {
        stdin,
        stdout: Object.assign(stdout.stream, window),
        stderr: stderr.stream,
        env: { TORCHAT_HOME: home, ...env },
      };
      const code = await run(args, terminal, signal);
      return { code, stdout: stdout.text(), stderr: stderr.text() };
    },
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}

function collector(): { stream: Writable; text: () => string } {
  let all = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      all += chunk.toString('utf8');
      done();
    },
  });
  return { stream, text: () => all };
}
