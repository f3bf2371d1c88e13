// Where the files of a folder that came go: into a fresh folder of ours, under safe names, none in place of another.
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { safeName } from '../../../engine/transfer/safe-name.ts';
import { isTaken } from '../names.ts';

/** What makes files and folders; both reject with `EEXIST` for a name that is taken, as the file system understands it. */
export interface Maker {
  folder(path: string): Promise<unknown>;
  file(path: string): Promise<FileHandle>;
}

const disk: Maker = {
  folder: (path) => mkdir(path, { mode: 0o700 }),
  file: (path) => open(path, 'wx', 0o600),
};

/**
 * Names that the file system takes for one (`A.txt` and `a.txt` on some), or that become one when made safe, get numbers.
 * A folder keeps the name it got for all that is in it.
 */
export class Places {
  readonly #maker: Maker;
  /** Folders that were made, by their paths as the sender has them. */
  readonly #folders = new Map<string, string>();
  /** The last number given for a name in a folder, however its letters are written. */
  readonly #numbers = new Map<string, number>();

  /** `root`: absolute, empty. */
  constructor(root: string, maker: Maker = disk) {
    this.#maker = maker;
    this.#folders.set('', root);
  }

  /** All folders there are, absolute. */
  get folders(): Iterable<string> {
    return this.#folders.values();
  }

  /** Makes the folder, and those above it, where they are not there. Resolves with where it is. */
  async folder(path: readonly string[]): Promise<string> {
    const key = path.join('/');
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const above = await this.folder(path.slice(0, -1));
    const [made] = await this.#made(above, path.at(-1) ?? '', async (at) => [
      at,
      await this.#maker.folder(at),
    ]);
    this.#folders.set(key, made);
    return made;
  }

  /** An empty file, open for writing. */
  async file(path: readonly string[]): Promise<FileHandle> {
    const above = await this.folder(path.slice(0, -1));
    return this.#made(above, path.at(-1) ?? '', (at) => this.#maker.file(at));
  }

  async #made<T>(folder: string, wanted: string, make: (path: string) => Promise<T>): Promise<T> {
    const name = safeName(wanted);
    const made = await unlessTaken(make(join(folder, name)));
    if (made !== null) return made;
    const counter = `${folder}\0${name.normalize('NFKC').toLowerCase()}`;
    const extension = extname(name);
    const stem = name.slice(0, name.length - extension.length);
    // It ends: each try takes a number that no later one tries again, and no more names are there than were made.
    for (;;) {
      const number = (this.#numbers.get(counter) ?? 1) + 1;
      this.#numbers.set(counter, number);
      const next = await unlessTaken(make(join(folder, `${stem} (${number})${extension}`)));
      if (next !== null) return next;
    }
  }
}

async function unlessTaken<T>(making: Promise<T>): Promise<T | null> {
  try {
    return await making;
  } catch (error) {
    if (isTaken(error)) return null;
    throw error;
  }
}
