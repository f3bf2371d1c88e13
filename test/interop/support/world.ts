// What a world offers to the cases: clients that can meet in it, whatever carries their connections.
import type { PeerProgram, PeerProgramOptions } from '@torchat/simulator';
import type { LegacyClient } from '@torchat/simulator/legacy';
import type { Party } from './party.ts';

export interface World extends AsyncDisposable {
  /** Our client, behind a tor that somebody else runs. */
  ours(idLength: 16 | 56, name?: string): Promise<Party>;
  /** An unmodified legacy client, its ids as long as `idLength`. Throws where its checkout is missing. */
  legacy(client: LegacyClient, idLength: 16 | 56, name?: string): Promise<Party>;
  /** The same behind a bridge: its id has 56 characters. */
  bridged(client: LegacyClient, name?: string): Promise<Party>;
}

export type WorldName = 'loopback' | 'containers';

/** Where a party's program runs and its files lie: this machine, or a container. */
export interface Place {
  /** Starts the program, again and again over the same data. */
  readonly launch: Pick<PeerProgramOptions, 'command' | 'args' | 'env'>;
  /** A client of old: it sends all that waited as one text, and shows a file's name as it was told. */
  readonly old: boolean;
  /** Seconds that a case gives to whatever takes no time by itself. */
  readonly patience: number;
  /** As `kill -9` of the program, and of whatever it started; resolves when it ended. */
  kill(program: PeerProgram): Promise<void>;
  /** Makes a file of this name in a folder of its own; resolves with its path, as the program names it. */
  write(name: string, bytes: Uint8Array): Promise<string>;
  /** Whatever lies below the program's data folder and its folder for temporary files, as paths. */
  files(): Promise<readonly string[]>;
  /** Until undone, its connections carry a part of a file and then wait, where this world can do that; elsewhere files take their time. */
  narrow(): () => void;
  /** Its tor dies with all its connections and is started again; resolves when it is back. */
  restartTor(): Promise<void>;
}
