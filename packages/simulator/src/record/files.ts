// Every file of a run from its sending to its landing. Names are one of their kind.
import type { SimEvent } from '../world/event.ts';
import type { FileRecord } from './result.ts';

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

export class FilesRecorder {
  readonly #files = new Map<string, Mutable<FileRecord>>();
  /** How many are neither here nor given up. */
  under = 0;

  note(event: Extract<SimEvent, { type: `file_${string}` }>): void {
    const { at, name } = event;
    if (event.type === 'file_taken') {
      const { who: from, to, size } = event;
      this.#files.set(name, { from, to, name, size, taken: at, landed: null, right: null, failed: null });
      this.under++;
      return;
    }
    const file = this.#files.get(name);
    if (file === undefined) return;
    if (file.landed === null && file.failed === null) this.under--;
    if (event.type === 'file_landed') {
      file.landed ??= at;
      file.right = event.right && file.right !== false;
    } else file.failed ??= event.why;
  }

  get records(): readonly FileRecord[] {
    return [...this.#files.values()];
  }

  get landed(): number {
    let landed = 0;
    for (const file of this.#files.values()) if (file.landed !== null) landed++;
    return landed;
  }
}
