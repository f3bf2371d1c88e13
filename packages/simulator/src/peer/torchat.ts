// Our own client as a program: where it lies, and how its peers are started.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PeerProgram, type PeerProgramOptions } from './peer-program.ts';

/** The file that `node` runs for the `torchat` command. */
export const TORCHAT = join(
  dirname(createRequire(import.meta.url).resolve('torchat/package.json')),
  'bin',
  'torchat.js',
);

export interface TorchatPeerOptions extends Pick<PeerProgramOptions, 'name' | 'onEvent' | 'guard'> {
  /** The account's folder, made at the first start. */
  readonly data: string;
  readonly torrcFile: string;
}

/** An ordinary account with a tor of its own on a private network. */
export function startTorchatPeer({ name, data, torrcFile, onEvent, guard }: TorchatPeerOptions): PeerProgram {
  return new PeerProgram({
    name,
    command: process.execPath,
    args: [TORCHAT, 'peer', '--data', data, '--name', name, '--torrc', torrcFile],
    ...(onEvent === undefined ? {} : { onEvent }),
    ...(guard === undefined ? {} : { guard }),
  });
}
