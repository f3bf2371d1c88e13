// The containers of one client, as the place where its program runs: for ours one; for a legacy client a second with its tor.
import type { Container } from '@torchat/simulator/containers';
import type { PeerProgram } from '@torchat/simulator';
import type { Place } from './world.ts';

/** Where a client keeps its account, and its temporary files. */
export const DATA = '/data/account';
const TEMPORARY = '/data/tmp';
const SENDS = '/data/sends';
/** On a busy machine circuits take their time, descriptors have to be fetched anew, and a legacy client sleeps up to 15 s between two tries. */
const PATIENCE = 120;

export interface Room {
  /** Where the program and its files are. */
  readonly home: Container;
  /** Where its tor runs. */
  readonly torHome: Container;
  readonly launch: Place['launch'];
  readonly old: boolean;
  /** Ends what stands behind the program, where that is more than the home's processes. */
  readonly alsoKill?: readonly Container[];
  /** tor was killed: resolves when there is one again. */
  readonly torBack: () => Promise<void>;
}

export async function prepare(home: Container): Promise<void> {
  await home.exec('mkdir', '-p', DATA, TEMPORARY, SENDS);
}

/** A command line inside the room's home, its temporary files where `files` looks. */
export function commandIn(home: Container, ...words: readonly string[]): Place['launch'] {
  return home.command('env', `TMPDIR=${TEMPORARY}`, ...words);
}

export function placeOf({ home, torHome, launch, old, alsoKill = [], torBack }: Room): Place {
  let sends = 0;
  return {
    launch,
    old,
    patience: PATIENCE,
    async kill(program: PeerProgram) {
      await Promise.all([home, ...alsoKill].map((container) => container.killAll()));
      await program.kill();
    },
    async write(name, bytes) {
      const path = `${SENDS}/${++sends}/${name}`;
      await home.write(path, bytes);
      return path;
    },
    async files() {
      const found = await home.exec('find', DATA, TEMPORARY, '-mindepth', '1', '-printf', '%P\\0');
      return found.split('\0').filter(Boolean);
    },
    // Real tor leaves a middle to files of this size.
    narrow: () => () => undefined,
    async restartTor() {
      await torHome.killAll('tor');
      await torBack();
    },
  };
}
