// Does what the engine wants of the disk: reads what is sent, writes what arrives, each file in its order.
import type { Input } from '../../engine/io/input.ts';
import type { FileKey } from '../../engine/io/keys.ts';
import type { FileOutput } from '../../engine/io/output.ts';
import { TorchatError } from '../../errors.ts';
import { Arriving } from './arriving.ts';
import { diskSentence } from './failure.ts';
import { removeUnfinished } from './names.ts';
import { openSource, type Source } from './source.ts';

export interface DeskOptions {
  /** Where received files go; null: none are taken. Made when the first one comes. */
  readonly folder: string | null;
  readonly put: (input: Input) => void;
}

export class FileDesk {
  readonly #options: DeskOptions;
  readonly #sources = new Map<number, Source>();
  readonly #arriving = new Map<FileKey, Arriving>();
  #nextSource = 1;
  #closed = false;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Cleans up after a run that did not end well. */
  async open(): Promise<void> {
    if (this.#options.folder !== null) await removeUnfinished(this.#options.folder);
  }

  /** Opens a file to send; `source` is what the engine calls it. Throws `file_failed`, `gateway_gone`. */
  async offer(path: string): Promise<{ source: number; name: string; size: number }> {
    const opened = await openSource(path);
    if (this.#closed) {
      await opened.close();
      throw new TorchatError('gateway_gone', 'This account has been closed.');
    }
    const source = this.#nextSource++;
    this.#sources.set(source, opened);
    return { source, name: opened.name, size: opened.size };
  }

  perform(output: FileOutput): void {
    switch (output.type) {
      case 'file_read':
        return void this.#read(output);
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
        return this.#arriving.get(output.file)?.finish();
      case 'file_discard':
        return void this.#discard(output.file);
      default:
        return output satisfies never;
    }
  }

  /** Nothing half written stays. */
  async close(): Promise<void> {
    this.#closed = true;
    const sources = [...this.#sources.values()];
    this.#sources.clear();
    await Promise.all([
      ...sources.map((source) => source.close().catch(() => undefined)),
      ...[...this.#arriving.values()].map((arriving) => arriving.discard()),
    ]);
    this.#arriving.clear();
  }

  async #read({ file, source, offset, length }: Extract<FileOutput, { type: 'file_read' }>): Promise<void> {
    const { put } = this.#options;
    try {
      const bytes = await this.#sources.get(source)?.read(offset, length);
      if (bytes !== undefined) put({ type: 'file_block', file, offset, bytes });
    } catch (cause) {
      const why = cause instanceof TorchatError ? cause.message : diskSentence(cause, 'read');
      put({ type: 'file_failed', file, why });
    }
  }

  #create({ file, name, size }: Extract<FileOutput, { type: 'file_create' }>): void {
    const { folder, put } = this.#options;
    if (folder === null)
      return put({ type: 'file_failed', file, why: 'This account has no folder for received files.' });
    const arriving = new Arriving({
      folder,
      name,
      size,
      promised: () => this.#promised(),
      onWritten: (upTo) => put({ type: 'file_written', file, upTo }),
      onLanded: (path) => {
        this.#arriving.delete(file);
        put({ type: 'file_landed', file, path });
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

  async #discard(file: FileKey): Promise<void> {
    const arriving = this.#arriving.get(file);
    // It stays known until it is gone: closing waits for that.
    await arriving?.discard();
    if (this.#arriving.get(file) === arriving) this.#arriving.delete(file);
  }
}
