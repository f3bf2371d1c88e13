// Does what the engine wants of the disk: reads what is sent, writes what arrives, each file in its order.
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Input } from '../../engine/io/input.ts';
import type { FileKey } from '../../engine/io/keys.ts';
import type { FileOutput } from '../../engine/io/output.ts';
import { TorchatError } from '../../errors.ts';
import type { Contact, FileRecord } from '../../model.ts';
import { Arriving } from './arriving.ts';
import { diskSentence } from './failure.ts';
import { removeUnfinished, unfinishedName, unpackingName } from './names.ts';
import { openSource, reopenSource, type Source } from './source.ts';

export interface DeskOptions {
  /** Where received files go, unless the user chose another place; null: none are taken. Made when the first one comes. */
  readonly folder: string | null;
  /** `ownMark` of the account. */
  readonly mark: string;
  readonly put: (input: Input) => void;
}

type Wanted<Type extends FileOutput['type']> = Extract<FileOutput, { type: Type }>;

export class FileDesk {
  readonly #options: DeskOptions;
  readonly #sources = new Map<number, Source>();
  readonly #arriving = new Map<FileKey, Arriving>();
  /** Unfinished files of which all is safe, by their names. */
  readonly #orderly = new Set<string>();
  #nextSource = 1;
  #closed = false;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Cleans up after runs that did not end well: what no file of these has is nobody's any more. */
  async open(files: readonly FileRecord[], contacts: readonly Pick<Contact, 'files'>[]): Promise<void> {
    const { folder, mark } = this.#options;
    const known = new Set<string>();
    const chosen = new Set<string | null>(contacts.map((contact) => contact.files.folder));
    for (const file of files) {
      if (file.direction === 'out') continue;
      known.add(unfinishedName(mark, file.part));
      chosen.add(file.folder);
    }
    for (const place of chosen) if (place !== null) await removeUnfinished(place, mark, known, false);
    if (folder !== null) await removeUnfinished(folder, mark, known, true);
  }

  /** Opens a file or folder to send; `source` is what the engine calls it. Throws `file_failed`, `gateway_gone`. */
  async offer(
    path: string,
  ): Promise<
    Pick<Source, 'name' | 'size' | 'mark' | 'items' | 'skipped'> & { source: number; path: string }
  > {
    const opened = await openSource(path);
    if (this.#closed) {
      await opened.close();
      throw new TorchatError('gateway_gone', 'This account has been closed.');
    }
    const { name, size, mark, items, skipped } = opened;
    return { source: this.#enter(opened), path: resolve(path), name, size, mark, items, skipped };
  }

  #enter(opened: Source): number {
    const source = this.#nextSource++;
    this.#sources.set(source, opened);
    return source;
  }

  perform(output: FileOutput): void {
    switch (output.type) {
      case 'file_open':
        return void this.#open(output);
      case 'file_read':
        return void this.#read(output);
      case 'file_sum':
        return void this.#sum(output);
      case 'file_close': {
        const source = this.#sources.get(output.source);
        this.#sources.delete(output.source);
        return void source?.close().catch(() => undefined);
      }
      case 'file_create':
        return this.#create(output);
      case 'file_write':
        return this.#arriving.get(output.file)?.write(output.bytes);
      case 'file_finish':
        return this.#arriving.get(output.file)?.finish(output.digest);
      case 'file_discard':
        return void this.#discard(output);
      default:
        return output satisfies never;
    }
  }

  /** What is half written is safe and goes on in the next run. */
  async close(): Promise<void> {
    this.#closed = true;
    const sources = [...this.#sources.values()];
    this.#sources.clear();
    await Promise.all([
      ...sources.map((source) => source.close().catch(() => undefined)),
      ...[...this.#arriving.values()].map((arriving) => arriving.rest()),
    ]);
    this.#arriving.clear();
  }

  async #open({ file, path, size, mark }: Wanted<'file_open'>): Promise<void> {
    await this.#reading(file, async () => {
      const opened = await reopenSource(path, size, mark);
      if (this.#closed) return opened.close();
      this.#options.put({ type: 'file_opened', file, source: this.#enter(opened) });
    });
  }

  async #read({ file, source, offset, length }: Wanted<'file_read'>): Promise<void> {
    await this.#reading(file, async () => {
      const bytes = await this.#sources.get(source)?.read(offset, length);
      if (bytes !== undefined) this.#options.put({ type: 'file_block', file, offset, bytes });
    });
  }

  async #sum({ file, source }: Wanted<'file_sum'>): Promise<void> {
    await this.#reading(file, async () => {
      const digest = await this.#sources.get(source)?.sum();
      if (digest !== undefined) this.#options.put({ type: 'file_digest', file, digest });
    });
  }

  async #reading(file: FileKey, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const why = cause instanceof TorchatError ? cause.message : diskSentence(cause, 'read');
      this.#options.put({ type: 'file_failed', file, why });
    }
  }

  #create({ file, folder: chosen, part, name, size, items }: Wanted<'file_create'>): void {
    const { folder: own, mark, put } = this.#options;
    const folder = chosen ?? own;
    if (folder === null)
      return put({ type: 'file_failed', file, why: 'This account has no folder for received files.' });
    const arriving = new Arriving({
      folder,
      own: chosen === null,
      part: unfinishedName(mark, part),
      name,
      size,
      items,
      orderly: this.#orderly.delete(part),
      promised: () => this.#promised(),
      onReady: (upTo) => put({ type: 'file_ready', file, upTo }),
      onWritten: (upTo) => put({ type: 'file_written', file, upTo }),
      onLanded: (path) => {
        this.#arriving.delete(file);
        put({ type: 'file_landed', file, path });
      },
      onFull: (orderly) => {
        this.#arriving.delete(file);
        if (orderly) this.#orderly.add(part);
        put({ type: 'file_full', file });
      },
      onFailed: (why) => {
        this.#arriving.delete(file);
        put({ type: 'file_failed', file, why });
      },
    });
    this.#arriving.set(file, arriving);
  }

  #promised(): number {
    let bytes = 0;
    for (const { promised } of this.#arriving.values()) bytes += promised;
    return bytes;
  }

  async #discard({ file, folder: chosen, part }: Wanted<'file_discard'>): Promise<void> {
    this.#orderly.delete(part);
    const folder = chosen ?? this.#options.folder;
    const arriving = this.#arriving.get(file);
    if (arriving === undefined) return folder === null ? undefined : this.#remove(folder, part);
    // It stays known until it is gone: closing waits for that.
    await arriving.discard();
    if (this.#arriving.get(file) === arriving) this.#arriving.delete(file);
  }

  /** At once: whoever hears next that the file has landed finds it alone. */
  #remove(folder: string, part: string): void {
    try {
      const unfinished = join(folder, unfinishedName(this.#options.mark, part));
      rmSync(unfinished, { force: true });
      rmSync(unpackingName(unfinished), { recursive: true, force: true });
    } catch {
      // The next start tries again.
    }
  }
}
