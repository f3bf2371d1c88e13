// What a run does with its machine's drive: files to send, files received, each deed after a while, in order for each file.
import type { Input } from '../../engine/io/input.ts';
import type { FileKey } from '../../engine/io/keys.ts';
import type { FileOutput } from '../../engine/io/output.ts';
import { Drive, type Part, toySum } from './drive.ts';

interface Arriving {
  readonly part: Part;
  readonly name: string;
  readonly size: number;
}

export interface DiskOptions {
  readonly put: (input: Input) => void;
  /** Runs a deed later; those of one disk stay in order. */
  readonly later: (run: () => void) => void;
  readonly drive?: Drive;
  /** Bytes there is room for. */
  readonly room?: number;
}

type Wanted<Type extends FileOutput['type']> = Extract<FileOutput, { type: Type }>;

const CHANGED = 'The file has been changed since it was offered.';

export class Disk {
  readonly #options: DiskOptions;
  readonly drive: Drive;
  /** Open files to send: where, and as what they were opened. */
  readonly #sources = new Map<number, { readonly path: string; readonly mark: string }>();
  readonly #arriving = new Map<FileKey, Arriving>();
  /** Unfinished files of which all is safe. */
  readonly #orderly = new Set<Part>();
  #nextSource = 1;
  /** Bytes there is room for. */
  room: number;

  constructor(options: DiskOptions) {
    this.#options = options;
    this.drive = options.drive ?? new Drive();
    this.room = options.room ?? Number.POSITIVE_INFINITY;
  }

  get landed(): Drive['landed'] {
    return this.drive.landed;
  }

  /** A file to be sent, as `send_file` names it. */
  offer(bytes: Uint8Array): { source: number; path: string; mark: string; size: number } {
    const path = this.drive.put(bytes);
    return { source: this.#enter(path), path, mark: this.drive.mark(path), size: bytes.length };
  }

  #enter(path: string): number {
    this.#sources.set(this.#nextSource, { path, mark: this.drive.mark(path) });
    return this.#nextSource++;
  }

  /** Open sources and unfinished files: none are left when nothing is on its way. */
  get held(): number {
    return this.#sources.size + this.#arriving.size + this.drive.parts.size;
  }

  perform(output: FileOutput): void {
    if (output.type === 'file_close') this.#sources.delete(output.source);
    // Of one that has landed the hidden name goes at once.
    else if (output.type === 'file_discard' && !this.#arriving.has(output.file)) this.#do(output);
    else this.#options.later(() => this.#do(output));
  }

  #do(output: Exclude<FileOutput, { type: 'file_close' }>): void {
    switch (output.type) {
      case 'file_open':
        return this.#open(output);
      case 'file_read':
        return this.#read(output);
      case 'file_sum':
        return this.#sum(output);
      case 'file_create':
        return this.#create(output);
      case 'file_write':
        return this.#write(output);
      case 'file_finish':
        return this.#finish(output);
      case 'file_discard':
        this.#arriving.delete(output.file);
        this.drive.parts.delete(output.part);
        return;
      default:
        return output satisfies never;
    }
  }

  #open({ file, path, mark }: Wanted<'file_open'>): void {
    if (this.drive.mark(path) !== mark) this.#fail(file, CHANGED);
    else this.#options.put({ type: 'file_opened', file, source: this.#enter(path) });
  }

  #read({ file, source, offset, length }: Wanted<'file_read'>): void {
    const bytes = this.#bytesOf(source)?.slice(offset, offset + length);
    if (bytes?.length === length) this.#options.put({ type: 'file_block', file, offset, bytes });
    else if (bytes !== undefined) this.#fail(file, 'The file has become shorter.');
  }

  #sum({ file, source }: Wanted<'file_sum'>): void {
    const opened = this.#sources.get(source);
    const bytes = this.#bytesOf(source);
    if (opened === undefined || bytes === undefined) return;
    if (this.drive.mark(opened.path) !== opened.mark) this.#fail(file, CHANGED);
    else this.#options.put({ type: 'file_digest', file, digest: toySum(bytes) });
  }

  #bytesOf(source: number): Uint8Array | undefined {
    return this.drive.files.get(this.#sources.get(source)?.path ?? '')?.bytes;
  }

  #create({ file, part: name, name: wanted, size }: Wanted<'file_create'>): void {
    const part = this.drive.parts.get(name) ?? { bytes: new Uint8Array(), length: 0, safe: 0, named: null };
    this.drive.parts.set(name, part);
    if (part.named !== null) return this.#options.put({ type: 'file_landed', file, path: part.named });
    if (this.room < size - part.length) return this.#options.put({ type: 'file_full', file });
    part.length = Math.max(0, part.length - (this.#orderly.delete(part) ? 0 : this.drive.doubtful));
    part.safe = part.length;
    this.#arriving.set(file, { part, name: wanted, size });
    this.#options.put({ type: 'file_ready', file, upTo: part.length });
  }

  #write({ file, offset, bytes }: Wanted<'file_write'>): void {
    const arriving = this.#arriving.get(file);
    if (arriving === undefined) return;
    const { part } = arriving;
    if (offset !== part.length) throw new Error('written out of order');
    if (this.room < bytes.length) {
      // What is on its way to the disk behind it has no place to go.
      this.#arriving.delete(file);
      this.#orderly.add(part);
      return this.#options.put({ type: 'file_full', file });
    }
    this.room -= bytes.length;
    this.drive.write(part, bytes);
    this.#options.put({ type: 'file_written', file, upTo: part.length });
  }

  #finish({ file, digest }: Wanted<'file_finish'>): void {
    const arriving = this.#arriving.get(file);
    if (arriving === undefined) return;
    const { part, name, size } = arriving;
    if (part.length !== size) throw new Error('finished before it was whole');
    const bytes = part.bytes.slice(0, size);
    if (digest !== null && toySum(bytes) !== digest)
      return this.#fail(file, 'What arrived is not what was sent.');
    this.#arriving.delete(file);
    part.named = name;
    this.landed.push({ name, bytes });
    this.#options.put({ type: 'file_landed', file, path: name });
  }

  #fail(file: FileKey, why: string): void {
    this.#options.put({ type: 'file_failed', file, why });
  }
}
