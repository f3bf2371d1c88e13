// A file that we get: written in order under a hidden name, and named once every byte is safe on the disk.
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { TorchatError } from '../../errors.ts';
import { makePrivateFolder, syncFolder } from '../private-files.ts';
import { DISK_FULL, diskSentence } from './failure.ts';
import { giveName, unfinishedName } from './names.ts';
import { LOOK_AFTER, roomIn } from './room.ts';

export interface ArrivingOptions {
  readonly folder: string;
  readonly name: string;
  readonly size: number;
  /** Bytes of the disk that all files on their way were promised. */
  readonly promised: () => number;
  /** All bytes before this offset are written. */
  readonly onWritten: (upTo: number) => void;
  readonly onLanded: (path: string) => void;
  /** Nothing of it is left. `why` is a sentence. */
  readonly onFailed: (why: string) => void;
}

export class Arriving {
  readonly #options: ArrivingOptions;
  readonly #path: string;
  #handle: FileHandle | null = null;
  #waiting: Uint8Array[] = [];
  #upTo = 0;
  #granted = false;
  #lookAt = LOOK_AFTER;
  #finishing = false;
  #gone = false;
  #working: Promise<void> | null = null;

  constructor(options: ArrivingOptions) {
    this.#options = options;
    this.#path = join(options.folder, unfinishedName());
    this.#work();
  }

  /** Bytes of the disk that it was promised and does not have yet. */
  get promised(): number {
    return this.#granted ? this.#options.size - this.#upTo : 0;
  }

  write(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#work();
  }

  finish(): void {
    this.#finishing = true;
    this.#work();
  }

  /** Resolves when nothing of it is left. */
  async discard(): Promise<void> {
    this.#gone = true;
    await this.#working;
    await this.#remove();
  }

  #work(): void {
    if (this.#working !== null || this.#gone) return;
    this.#working = this.#steps()
      .catch((cause: unknown) => this.#fail(cause))
      .finally(() => {
        this.#working = null;
        // What came between the last look and now.
        if (!this.#gone && (this.#waiting.length > 0 || this.#finishing)) this.#work();
      });
  }

  async #steps(): Promise<void> {
    this.#handle ??= await this.#create();
    while (this.#waiting.length > 0 && !this.#gone) {
      const bytes = Buffer.concat(this.#waiting);
      this.#waiting = [];
      if (this.#upTo >= this.#lookAt) await this.#look();
      await this.#handle.appendFile(bytes);
      this.#upTo += bytes.length;
      if (!this.#gone) this.#options.onWritten(this.#upTo);
    }
    if (this.#finishing && !this.#gone) await this.#land(this.#handle);
  }

  async #create(): Promise<FileHandle> {
    const { folder, size, promised } = this.#options;
    makePrivateFolder(folder);
    const room = await roomIn(folder);
    // Nothing may come between this question and the promise.
    if (room < size + promised())
      throw new TorchatError('file_failed', 'There is not enough room on the disk for this file.');
    this.#granted = true;
    return open(this.#path, 'wx', 0o600);
  }

  async #look(): Promise<void> {
    if ((await roomIn(this.#options.folder)) < 0) throw new TorchatError('file_failed', DISK_FULL);
    this.#lookAt = this.#upTo + LOOK_AFTER;
  }

  async #land(handle: FileHandle): Promise<void> {
    const { folder, name, size } = this.#options;
    if (this.#upTo !== size) throw new Error('finished before it was whole');
    await handle.sync();
    await handle.close();
    this.#handle = null;
    // Dropped at the last moment: it gets no name any more.
    if (this.#gone) return;
    const path = await giveName(this.#path, folder, name);
    this.#gone = true;
    syncFolder(folder);
    this.#options.onLanded(path);
  }

  async #fail(cause: unknown): Promise<void> {
    this.#gone = true;
    await this.#remove();
    this.#options.onFailed(cause instanceof TorchatError ? cause.message : diskSentence(cause, 'saved'));
  }

  async #remove(): Promise<void> {
    this.#waiting = [];
    await this.#handle?.close().catch(() => undefined);
    this.#handle = null;
    await unlink(this.#path).catch(() => undefined);
  }
}
