// The demonstration in a terminal: bob answers, and the user is alice at the chat screen.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { TorchatError } from '@torchat/core';
import type { PeerProgram } from '../peer/peer-program.ts';
import type { Guard } from '../process/guard.ts';
import { startTorchatPeer, TORCHAT } from '../peer/torchat.ts';
import { answering } from './bob.ts';
import type { Scene } from './scene.ts';

/** Resolves with the exit status of the chat screen. */
export async function playChat(
  { folder, torrcFile, guard, say, use }: Scene,
  signal: AbortSignal,
): Promise<number> {
  const env = { ...process.env, TORCHAT_HOME: folder };
  let bob: PeerProgram | null = null;
  const onEvent = answering(() => bob as PeerProgram);
  bob = use(startTorchatPeer({ name: 'bob', data: join(folder, 'bob'), torrcFile, onEvent, guard }));
  const ready = bob.next('get ready', 60, ({ ev }) => ev === 'ready');
  await torchat(['init', '--account', 'alice', '--name', 'alice', '--yes', '--no-passphrase'], env, 'ignore');
  const { id } = await ready;
  await torchat(['add', String(id), 'bob', '--account', 'alice'], env, 'ignore');
  say('alice and bob have their accounts; opening the chat screen (Ctrl-C ends everything)');
  return torchat(['chat', 'bob', '--account', 'alice', '--torrc', torrcFile], env, 'inherit', {
    guard,
    signal,
  });
}

function torchat(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: 'ignore' | 'inherit',
  end?: { readonly guard: Guard; readonly signal: AbortSignal },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [TORCHAT, ...args], { env, stdio });
    const stop = () => child.kill('SIGTERM');
    const { pid } = child;
    if (pid !== undefined) end?.guard.add(pid);
    end?.signal.addEventListener('abort', stop);
    child.once('error', reject);
    child.once('close', (status) => {
      if (pid !== undefined) end?.guard.gone(pid);
      end?.signal.removeEventListener('abort', stop);
      if (stdio === 'inherit' || status === 0) resolve(status ?? 1);
      else reject(new TorchatError('internal', `torchat ${args[0]} failed with status ${status}.`));
    });
  });
}
