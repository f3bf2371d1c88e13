// Where a person's client lives in a world of real programs: how it is started, struck, and looked at. One per person.
import type { TorchatId } from '@torchat/core';
import type { PeerProgram, PeerProgramOptions } from '../../peer/peer-program.ts';
import type { Person } from '../../scenario/cast.ts';
import type { WorldFacts } from '../../world/sim-world.ts';

export interface Home {
  readonly id: TorchatId;
  /** What has to run before the program, where that is not the program's own business. */
  prepare(): Promise<void>;
  /** Starts the program, again and again over the same data. */
  readonly launch: Pick<PeerProgramOptions, 'command' | 'args' | 'env'>;
  /** As `kill -9` of the client; its tor goes with it. Resolves when both are gone. */
  kill(program: PeerProgram): Promise<void>;
  /** The machine sleeps: neither the client nor its tor runs on, and no network reaches them. */
  freeze(program: PeerProgram): Promise<void>;
  thaw(program: PeerProgram): Promise<void>;
  /** What connections it has carry nothing any more, and nobody is told. Only where the world carries it. */
  uproot?(): void;
  /** As `kill -9` of its tor alone. */
  killTor(program: PeerProgram): Promise<void>;
  /** Where somebody else has to start its tor again, that is done here. */
  restoreTor(): Promise<void>;
  /** Nothing can be written any more, and then again. Only where the world carries it. */
  fillDisk(): Promise<void>;
  emptyDisk(): Promise<void>;
  /** Makes a file of this name with the bytes of `bytesOf`; resolves with its path, as the program names it. */
  write(name: string, size: number): Promise<string>;
  /** It is not needed any more. */
  forget(path: string): Promise<void>;
  /** A port on its loopback that says back what it hears. */
  echo(): Promise<number>;
  /** A port on its loopback that nobody uses. */
  freePort(): Promise<number>;
  /** Sends the bytes of `bytesOf` through a port on its loopback and takes them back. Rejects with why it came to nothing. */
  round(port: number, name: string, size: number, signal: AbortSignal): Promise<boolean>;
  /** Null: there is nothing to be seen at this moment. */
  look(program: PeerProgram): Promise<Look | null>;
  /** Another machine with the same account, its own program not yet started. Only where the world carries it. */
  twin(): Promise<Pick<Home, 'launch' | 'kill'>>;
}

/** What a client's processes cost and with whom they are connected, its tor left out. */
interface Look {
  /** Bytes of resident memory. */
  readonly memory: number;
  /** Milliseconds of processor time since the oldest of them started. */
  readonly cpu: number;
  /** What its network carried for it since the world began, bytes. */
  readonly sent?: number;
  readonly received?: number;
  /** Ends of its connections that are not on loopback: "192.0.2.1:443". */
  readonly beyond: readonly string[];
}

/** What a world of real programs stands on. */
export interface Ground extends AsyncDisposable {
  readonly facts: WorldFacts;
  /** One for each of the cast, by place. */
  readonly homes: readonly Home[];
  /** Nothing passes between any of the one and any of the other; null: between them and everybody. Returns its undo. */
  cut(of: readonly Person[], from: readonly Person[] | null): Promise<() => Promise<void>>;
  /** Kills so many nodes of the Tor network; resolves with their names. */
  strike(kind: 'relay' | 'authority', count: number): Promise<readonly string[]>;
  /** Starts them again. */
  revive(names: readonly string[]): Promise<void>;
}
