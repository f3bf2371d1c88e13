// `npm start`: two people chat over real Tor on this machine.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TorchatError } from '@torchat/core';
import { createScope } from '@torchat/core/node';
import { Command, Option } from 'commander';
import { startGuard } from '../process/guard.ts';
import type { TornetProfile } from '../tornet/torrc.ts';
import { playChat } from './chat.ts';
import { raiseNetwork } from './raise-network.ts';
import type { Scene } from './scene.ts';
import { playTranscript } from './transcript.ts';

interface DemoOptions {
  readonly transcript: boolean;
  readonly profile: TornetProfile;
}

/** Resolves with the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const command = new Command('npm start --')
    .description(
      'Builds a private Tor network on this machine and opens the chat screen as alice; bob answers.',
    )
    .option('--transcript', 'without a terminal: chat a short script both ways and print it', false)
    .addOption(
      new Option('--profile <name>', 'how fast the network is')
        .choices(['fast', 'default', 'slow'])
        .default('default'),
    )
    .addHelpText('after', '\nExample:\n  npm start -- --transcript');
  command.parse([...argv], { from: 'user' });
  const options = command.opts<DemoOptions>();
  const stop = new AbortController();
  const onSignal = () => stop.abort(new TorchatError('cancelled', 'Stopped.'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  try {
    return await play(options, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return 130;
    const reason =
      error instanceof TorchatError ? error.message : String(error instanceof Error ? error.stack : error);
    process.stderr.write(`${reason}\n`);
    return 1;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
  }
}

async function play(options: DemoOptions, signal: AbortSignal): Promise<number> {
  const started = performance.now();
  const scope = createScope();
  try {
    const { folder, guard } = await scope.use('folder', async () => {
      const path = await mkdtemp(join(tmpdir(), 'torchat-demo-'));
      const guard = startGuard([path]);
      return { value: { folder: path, guard }, undo: () => guard.close() };
    });
    const tornet = await scope.use('network', async () => {
      const network = await raiseNetwork({ profile: options.profile, signal });
      return { value: network, undo: () => network.close() };
    });
    const scene: Scene = {
      folder,
      guard,
      torrcFile: tornet.torrcFile,
      say: (line) =>
        console.log(`${((performance.now() - started) / 1000).toFixed(2).padStart(7)} s  ${line}`),
      use: (resource) => {
        void scope.use('program', () => ({
          value: resource,
          undo: async () => resource[Symbol.asyncDispose](),
        }));
        return resource;
      },
    };
    scene.say(
      `a private Tor network runs on this machine: ${tornet.processes.length} processes of tor ${tornet.torVersion}`,
    );
    const withTerminal = process.stdin.isTTY && process.stdout.isTTY;
    if (!options.transcript && withTerminal) return await playChat(scene, signal);
    if (!options.transcript) scene.say('no terminal here, so the conversation goes by script (--transcript)');
    await Promise.race([playTranscript(scene), whenAborted(signal)]);
    return 0;
  } finally {
    await scope.close();
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
