// Drives `torchat chat` in a real pseudo-terminal against a fake gateway, and reads what a person would see.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { accountPaths } from '@torchat/core/node';
import { type FakeGateway, fakeGateway } from './fake-gateway.ts';
import { createPane, type Pane } from './pane.ts';

const BIN = join(import.meta.dirname, '../../bin/torchat.js');
const PATIENCE = 8_000;

type Wanted = string | RegExp | ((pane: Pane) => boolean);

export interface Screen extends AsyncDisposable {
  readonly pane: Pane;
  readonly gateway: FakeGateway;
  readonly exited: Promise<number>;
  /** Everything the program wrote. */
  raw(): string;
  write(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Resolves when the pane looks like this; the error of a timeout shows how it looks instead. */
  until(what: Wanted): Promise<void>;
  /** Presses the key, and again at each change of the pane until it looks like this: only for keys of which one more does no harm. */
  press(key: string, what: Wanted): Promise<void>;
  kill(signal: string): void;
  /** The gateway goes, and a new one comes with the same contacts and messages. */
  restartGateway(): Promise<FakeGateway>;
}

export interface ScreenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly prepare?: (gateway: FakeGateway) => void;
}

export async function openScreen({
  columns = 80,
  rows = 24,
  args = ['chat'],
  env = {},
  prepare,
}: ScreenOptions): Promise<Screen> {
  const home = mkdtempSync(join(tmpdir(), 'torchat-screen-'));
  const surroundings = { ...process.env, TORCHAT_HOME: home, TERM: 'xterm-256color', ...env };
  for (const name of [
    'CI',
    'CONTINUOUS_INTEGRATION',
    'INK_SCREEN_READER',
    ...(env['NO_COLOR'] ? [] : ['NO_COLOR']),
  ])
    delete (surroundings as NodeJS.ProcessEnv)[name];
  const { socket } = accountPaths('default', { env: surroundings });
  let gateway = await fakeGateway(socket);
  prepare?.(gateway);
  const pane = createPane(columns, rows);
  const child = spawn(process.execPath, [BIN, ...args], { cols: columns, rows, env: surroundings });
  const exited = Promise.withResolvers<number>();
  const looks = new Set<() => void>();
  let raw = '';
  let gone = false;
  child.onData((data) => {
    raw += data;
    pane.write(data);
    for (const look of looks) look();
  });
  child.onExit(({ exitCode }) => {
    gone = true;
    exited.resolve(exitCode);
  });

  async function until(what: Wanted, otherwise?: () => void): Promise<void> {
    const holds = (): boolean => {
      if (typeof what === 'function') return what(pane);
      return typeof what === 'string' ? pane.text().includes(what) : what.test(pane.text());
    };
    if (holds()) return;
    await new Promise<void>((done, failed) => {
      const look = (): void => {
        if (!holds()) {
          otherwise?.();
          return;
        }
        clearTimeout(timer);
        looks.delete(look);
        done();
      };
      const timer = setTimeout(() => {
        looks.delete(look);
        failed(new Error(`The screen never showed ${String(what)}, but:\n${pane.text()}`));
      }, PATIENCE);
      looks.add(look);
    });
  }

  return {
    pane,
    get gateway() {
      return gateway;
    },
    exited: exited.promise,
    raw: () => raw,
    write: (keys) => child.write(keys),
    resize(newColumns, newRows) {
      pane.resize(newColumns, newRows);
      child.resize(newColumns, newRows);
    },
    until: (what) => until(what),
    async press(key, what) {
      child.write(key);
      await until(what, () => child.write(key));
    },
    kill: (signal) => child.kill(signal),
    async restartGateway() {
      const before = gateway;
      await before.close();
      await until('The gateway has gone');
      gateway = await fakeGateway(socket);
      for (const [id, contact] of before.contacts) gateway.contacts.set(id, contact);
      gateway.messages.push(...before.messages);
      return gateway;
    },
    async [Symbol.asyncDispose]() {
      if (!gone) child.kill('SIGKILL');
      await exited.promise;
      await gateway.close().catch(() => undefined);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
