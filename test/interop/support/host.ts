// A host of its own for one account: a container with our client and its tor, and beside it one with the programs of its user.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type Container, startContainer } from '@torchat/simulator/containers';
import type { Ground } from './ground.ts';

const TORRC = '/data/client.torrc';
/** GiB, for node and tor together. */
const MEMORY = 1;
const PATIENCE = 120_000;
const LOOK_EVERY = 500;

export interface Host extends AsyncDisposable {
  readonly id: string;
  /** A command of `torchat`, as its user types it; its output. Rejects with its last words. */
  torchat(...words: readonly string[]): Promise<string>;
  /** The same until its output has this, for what takes the network its time. */
  until(has: string, ...words: readonly string[]): Promise<void>;
  /** A program beside it, run to its end by a shell; its output. Rejects with its last words. */
  run(script: string): Promise<string>;
  /** A program beside it that goes on until the host is gone; resolves when something listens on this port. */
  serve(port: number, script: string): Promise<void>;
}

/** Resolves when its account is made and its gateway runs. */
export async function startHost({ run, network, images, torrc }: Ground, name: string): Promise<Host> {
  await using stack = new AsyncDisposableStack();
  const home = await startContainer({ run, network, image: images.torchat, memory: MEMORY });
  stack.defer(() => home.remove());
  const beside = await startContainer({ run, network: home, image: images.programs });
  stack.defer(() => beside.remove());
  await home.write(TORRC, `${torrc.join('\n')}\n`);
  const torchat = (...words: readonly string[]): Promise<string> =>
    home.exec('torchat', '--account', name, ...words);
  await torchat('init', '--yes', '--no-passphrase');
  const id = await torchat('id');
  stack.use(going(home, 'torchat', '--account', name, '--torrc', TORRC, 'up'));
  const held = stack.move();
  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    const end = performance.now() + PATIENCE;
    while (!(await holds().catch(() => false))) {
      if (performance.now() > end) throw new Error(`${name} waited too long for ${what}.`);
      await pause(LOOK_EVERY);
    }
  };
  return {
    id,
    torchat,
    until: (has, ...words) => until(words.join(' '), async () => (await torchat(...words)).includes(has)),
    run: (script) => beside.exec('sh', '-c', script),
    async serve(port, script) {
      held.use(going(beside, 'sh', '-c', script));
      // Not by a connection: some programs take one and end.
      const listens = `grep -Eqi ':${hex(port)} 00000000:0000 0A' /proc/net/tcp`;
      await until(
        `port ${port}`,
        async () => (await beside.exec('sh', '-c', `${listens} && echo yes`)) === 'yes',
      );
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** A program inside until it is disposed of. */
function going(container: Container, ...words: readonly string[]): AsyncDisposable {
  const { command, args } = container.command(...words);
  const child: ChildProcess = spawn(command, args, { stdio: 'ignore' });
  const gone = once(child, 'exit');
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** As proc(5) writes a port. */
function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
