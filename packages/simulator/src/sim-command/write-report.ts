// Where the record of a run goes: a file of JSON for programs.
import { writeFile } from 'node:fs/promises';
import { TorchatError } from '@torchat/core';
import type { SimResult } from '../record/result.ts';

/** Says before a long run, not after it, that there is no such kind of report. */
export function reportWriter(path: string): Promise<(result: SimResult) => Promise<void>> {
  if (!path.endsWith('.json'))
    throw new TorchatError('bad_request', `A report is a .json file, and ${path} is none.`);
  return Promise.resolve((result) => writeFile(path, JSON.stringify(result), { mode: 0o600 }));
}
