// The private Tor network with a progress bar, or plain lines where there is no terminal.
import { SingleBar } from 'cli-progress';
import { startTornet } from '../tornet/start-tornet.ts';
import type { Tornet } from '../tornet/options.ts';
import type { TornetProfile } from '../tornet/torrc.ts';

export interface RaiseOptions {
  readonly profile: TornetProfile;
  readonly signal: AbortSignal;
  readonly relays?: number;
}

/** Progress goes to standard error. */
export async function raiseNetwork({ profile, signal, relays }: RaiseOptions): Promise<Tornet> {
  const options = { profile, signal, ...(relays === undefined ? {} : { relays }) };
  if (!process.stderr.isTTY) {
    let last = '';
    const onProgress = (fraction: number, sentence: string) => {
      if (sentence !== last)
        process.stderr.write(`${`${Math.round(fraction * 100)} %`.padStart(5)}  ${sentence}\n`);
      last = sentence;
    };
    return startTornet({ ...options, onProgress });
  }
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {sentence}',
    stream: process.stderr,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    linewrap: false,
    clearOnComplete: false,
  });
  bar.start(100, 0, { sentence: 'Building a private Tor network on this machine.' });
  try {
    return await startTornet({
      ...options,
      onProgress: (fraction, sentence) => bar.update(Math.round(fraction * 100), { sentence }),
    });
  } finally {
    bar.stop();
  }
}
