// A disk of the in-memory world: files to send, files received, each deed after a while, in order for each file.
import type { Input } from '../../engine/io/input.ts';
import type { FileKey } from '../../engine/io/keys.ts';
import type { FileOutput } from '../../engine/io/output.ts';

interface Arriving {
  readonly chunks: Uint8Array[];
  upTo: number;
  readonly name: string;
  readonly size: number;
}

export interface DiskOptions {
  readonly put: (input: Input) => void;
  /** Runs a deed later; those of one disk stay in order. */
  readonly later: (run: () => void) => void;
  /** Bytes there is room for. */
  readonly room?: number;
}

export class Disk {
  readonly #options: DiskOptions;
  readonly #sources = new Map<number, Uint8Array>();
  readonly #arriving = new Map<FileKey, Arriving>();
  /** What was given its name, in that order. */
  readonly landed: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  #nextSource = 1;
  /** Bytes there is room for. */
  room: number;

  constructor(options: DiskOptions) {
    this.#options = options;
    this.room = options.room ?? Number.POSITIVE_INFINITY;
  }

  /** A file to be sent; its source. */
  offer(bytes: Uint8Array): number {
    this.#sources.set(this.#nextSource, bytes);
    return this.#nextSource++;
  }

  /** Open sources and unfinished files: none are left when nothing is on its way. */
  get held(): number {
    return this.#sources.size + this.#arriving.size;
  }

  perform(output: FileOutput): void {
    if (output.type === 'file_close') this.#sources.delete(output.source);
    else this.#options.later(() => this.#do(output));
  }

  #do(output: Exclude<FileOutput, { type: 'file_close' }>): void {
    const { put } = this.#options;
    const { file } = output;
    if (output.type === 'file_create')
      return void this.#arriving.set(file, { chunks: [], upTo: 0, name: output.name, size: output.size });
    if (output.type === 'file_read') {
      const bytes = this.#sources.get(output.source)?.slice(output.offset, output.offset + output.length);
      if (bytes !== undefined) put({ type: 'file_block', file, offset: output.offset, bytes });
      return;
    }
    const arriving = this.#arriving.get(file);
    if (arriving === undefined) return;
    if (output.type === 'file_write') {
      if (output.offset !== arriving.upTo) throw new Error('written out of order');
      this.room -= output.bytes.length;
      if (this.room < 0) return put({ type: 'file_failed', file, why: 'The disk is full.' });
      arriving.chunks.push(output.bytes);
      arriving.upTo += output.bytes.length;
      return put({ type: 'file_written', file, upTo: arriving.upTo });
    }
    this.#arriving.delete(file);
    if (output.type === 'file_discard') return;
    if (arriving.upTo !== arriving.size) throw new Error('finished before it was whole');
    this.landed.push({ name: arriving.name, bytes: joined(arriving) });
    put({ type: 'file_landed', file, path: arriving.name });
  }
}

function joined({ chunks, size }: Arriving): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
