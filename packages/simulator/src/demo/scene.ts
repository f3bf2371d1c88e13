// What a demonstration plays on: a folder, a network, a voice, and somebody who ends what it started.

export interface Scene {
  /** For accounts; removed at the end. */
  readonly folder: string;
  readonly torrcFile: string;
  /** One line of the transcript, with the seconds since the start. */
  readonly say: (line: string) => void;
  /** Ended with the demonstration, if not before. */
  readonly use: <T extends AsyncDisposable>(resource: T) => T;
}
