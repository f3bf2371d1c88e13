// A file that we get: written in order under a hidden name, and named once every byte is safe on the disk and right.
import { type FileHandle, mkdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { TorchatError } from '../../errors.ts';
import { makePrivateFolder, syncFolder } from '../private-files.ts';
import { diskSentence, isNoRoom, NoRoom } from './failure.ts';
import { release } from '../frames/release.ts';
import { unpack } from './folder/unpack.ts';
import { giveName, unpackingName } from './names.ts';
import { DOUBTFUL, isSynced, openPart } from './part.ts';
import { takePieces } from './pieces.ts';
import { LOOK_AFTER, roomIn } from './room.ts';
import { RunningDigest } from './running-digest.ts';

export interface ArrivingOptions {
  readonly folder: string;
  /** The folder is the account's: nobody else looks into it. */
  readonly own: boolean;
  /** Of the unfinished file, in the folder. */
  readonly part: string;
  readonly name: string;
  readonly size: number;
  /** Of a folder: how many files are in it. */
  readonly items: number | null;
  /** See `DOUBTFUL`. */
  readonly doubtful?: number;
  /** What is there of it is all safe. */
  readonly orderly: boolean;
  /** Bytes of the disk that all files on their way were promised. */
  readonly promised: () => number;
  /** There is room, and so many bytes of it are there already. */
  readonly onReady: (upTo: number) => void;
  /** All bytes before this offset are written. */
  readonly onWritten: (upTo: number) => void;
  readonly onLanded: (path: string) => void;
  /** There is no room for more, and what is there stays; `orderly`: all of that is safe. */
  readonly onFull: (orderly: boolean) => void;
  /** Nothing of it is left. `why` is a sentence. */
  readonly onFailed: (why: string) => void;
}

const WRONG = 'What arrived is not what was sent: the file is dropped.';

export class Arriving {
  readonly #options: ArrivingOptions;
  readonly #path: string;
  readonly #doubtful: number;
  readonly #digest = new RunningDigest();
  #handle: FileHandle | null = null;
  #waiting: Uint8Array[] = [];
  #upTo = 0;
  #unsafe = 0;
  #granted = false;
  #lookAt = LOOK_AFTER;
  #finishing: { readonly digest: string | null } | null = null;
  #gone = false;
  #following: Promise<void> | null = null;
  #working: Promise<void> | null = null;
  #ending: Promise<void> | null = null;

  constructor(options: ArrivingOptions) {
    this.#options = options;
    this.#path = join(options.folder, options.part);
    this.#doubtful = options.doubtful ?? DOUBTFUL;
    this.#work();
  }

  /** Bytes of the disk that it was promised and does not have yet. */
  get promised(): number {
    return this.#granted ? this.#needed - this.#upTo : 0;
  }

  /** A folder is made of what came while that is still there. */
  get #needed(): number {
    const { size, items } = this.#options;
    return items === null ? size : 2 * size;
  }

  write(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#work();
  }

  /** `digest`: what all of it has to come to; null: nobody says. */
  finish(digest: string | null): void {
    this.#finishing = { digest };
    this.#work();
  }

  /** Resolves when nothing of it is left. */
  discard(): Promise<void> {
    this.#ending ??= this.#end(false);
    return this.#ending;
  }

  /** It goes on in another run. Resolves when what was written is safe; where it was discarded before, as that does. */
  rest(): Promise<void> {
    this.#ending ??= this.#end(true);
    return this.#ending;
  }

  async #end(stays: boolean): Promise<void> {
    this.#gone = true;
    await this.#working;
    await this.#following;
    const handle = this.#handle;
    this.#handle = null;
    this.#waiting = [];
    if (stays) await handle?.datasync().catch(() => undefined);
    await handle?.close().catch(() => undefined);
    if (!stays) await unlink(this.#path).catch(() => undefined);
  }

  #work(): void {
    if (this.#working !== null || this.#gone) return;
    this.#working = this.#steps()
      .catch((cause: unknown) => this.#fail(cause))
      .finally(() => {
        this.#working = null;
        // What came between the last look and now.
        if (!this.#gone && (this.#waiting.length > 0 || this.#finishing !== null)) this.#work();
      });
  }

  async #steps(): Promise<void> {
    this.#handle ??= await this.#open();
    const handle = this.#handle;
    if (handle === null) return;
    while (this.#waiting.length > 0 && !this.#gone) await this.#append(handle);
    if (this.#finishing !== null && !this.#gone) await this.#land(handle, this.#finishing.digest);
  }

  /** Null where it has landed already. */
  async #open(): Promise<FileHandle | null> {
    const { folder, own, name, size, orderly, promised, onReady } = this.#options;
    if (own) makePrivateFolder(folder);
    else await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = await openPart({
      path: this.#path,
      folder,
      name,
      size,
      doubtful: orderly ? 0 : this.#doubtful,
    });
    if ('landed' in part) {
      this.#landed(part.landed);
      return null;
    }
    const { handle, upTo } = part;
    this.#upTo = upTo;
    const room = await roomIn(folder);
    // Nothing may come between this question and the promise.
    if (room < this.#needed - upTo + promised()) {
      await handle.close();
      throw new NoRoom();
    }
    this.#granted = true;
    this.#lookAt = upTo + LOOK_AFTER;
    // What an earlier run wrote is summed beside what comes now.
    if (upTo > 0) this.#following = this.#follow(handle);
    if (!this.#gone) onReady(upTo);
    return handle;
  }

  async #follow(handle: FileHandle): Promise<void> {
    await this.#digest
      .catchUp(
        handle,
        () => this.#upTo,
        () => this.#gone || this.#finishing?.digest === null,
      )
      .catch(() => undefined);
  }

  /** Never more than the doubtful bytes at once: the disk has to have them before more come. */
  async #append(handle: FileHandle): Promise<void> {
    if (this.#upTo >= this.#lookAt) await this.#look();
    const bytes = takePieces(this.#waiting, this.#doubtful - this.#unsafe);
    for (let done = 0; done < bytes.length; )
      done += (await handle.write(bytes, done, bytes.length - done, this.#upTo + done)).bytesWritten;
    this.#digest.take(this.#upTo, bytes);
    this.#upTo += bytes.length;
    this.#unsafe += bytes.length;
    release(bytes);
    if (!this.#gone) this.#options.onWritten(this.#upTo);
    if (this.#unsafe < this.#doubtful) return;
    await handle.datasync();
    this.#unsafe = 0;
  }

  async #look(): Promise<void> {
    if ((await roomIn(this.#options.folder)) < 0) throw new NoRoom();
    this.#lookAt = this.#upTo + LOOK_AFTER;
  }

  async #land(handle: FileHandle, digest: string | null): Promise<void> {
    const { folder, size } = this.#options;
    if (this.#upTo !== size) throw new Error('finished before it was whole');
    await this.#following;
    if (digest !== null && (await this.#digest.finish(handle, size)) !== digest)
      throw new TorchatError('file_failed', WRONG);
    await handle.sync();
    await handle.close();
    this.#handle = null;
    // Dropped at the last moment: it gets no name any more.
    if (this.#gone) return;
    const path = await this.#named();
    if (path === null) return;
    syncFolder(folder);
    this.#landed(path);
  }

  /** Null where a folder was stopped before it was whole. */
  async #named(): Promise<string | null> {
    const { folder, name, size, items } = this.#options;
    if (items === null) return giveName(this.#path, folder, name);
    const path = await unpack({
      part: this.#path,
      size,
      items,
      hidden: unpackingName(this.#path),
      folder,
      name,
      isStopped: () => this.#gone,
    });
    // Nobody knows of it: another run makes it again, if there is one.
    if (path !== null && this.#gone) await rm(path, { recursive: true, force: true });
    return this.#gone ? null : path;
  }

  #landed(path: string): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#options.onLanded(path);
  }

  async #fail(cause: unknown): Promise<void> {
    this.#gone = true;
    await this.#following;
    const handle = this.#handle;
    this.#handle = null;
    this.#waiting = [];
    // A write or a sync that has failed may have lost what an earlier one brought.
    const orderly = cause instanceof NoRoom && (await isSynced(handle));
    await handle?.close().catch(() => undefined);
    if (isNoRoom(cause)) return this.#options.onFull(orderly);
    await unlink(this.#path).catch(() => undefined);
    this.#options.onFailed(cause instanceof TorchatError ? cause.message : diskSentence(cause, 'saved'));
  }
}
