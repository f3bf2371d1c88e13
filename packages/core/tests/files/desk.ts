// A desk in a folder of its own, and what is asked of it.
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Input } from '../../src/engine/io/input.ts';
import type { FileOutput } from '../../src/engine/io/output.ts';
import { FileDesk } from '../../src/node/files/desk.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A desk in a folder of its own, and what it said so far. */
export function desk(folder = temporaryFolder()) {
  const heard: Input[] = [];
  let waiting: (() => void)[] = [];
  const made = new FileDesk({
    folder,
    mark: 'abcd',
    put: (input) => {
      heard.push(input);
      for (const look of waiting) look();
    },
  });
  onTestFinished(() => made.close());
  const hears = (type: Input['type']): Promise<Input> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = heard.find((input) => input.type === type);
        if (found === undefined) return;
        waiting = waiting.filter((other) => other !== look);
        resolve(found);
      };
      waiting.push(look);
      look();
    });
  const perform = (...outputs: FileOutput[]): void => {
    for (const output of outputs) made.perform(output);
  };
  return { desk: made, folder, heard, hears, perform };
}

/** The name of the unfinished file of `create`. */
export const PART = '.torchat-abcd-aa.part';
const here = { file: 1, folder: null, part: 'aa' } as const;
export const create = (size: number, name = 'a.txt', items: number | null = null) =>
  ({ type: 'file_create', ...here, name, size, items }) as const;
export const write = (offset: number, text: string) =>
  ({ type: 'file_write', file: 1, offset, bytes: new TextEncoder().encode(text) }) as const;
export const finish = { type: 'file_finish', file: 1, digest: null } as const;
export const discard = { type: 'file_discard', ...here } as const;

/** What the finished file has to come to. */
export const finishAs = (bytes: Uint8Array | string) =>
  ({ type: 'file_finish', file: 1, digest: createHash('sha256').update(bytes).digest('hex') }) as const;
