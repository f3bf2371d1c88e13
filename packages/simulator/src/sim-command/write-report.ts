// Where the record of a run goes: a page of HTML for people, a file of JSON for programs.
import { readFile, writeFile } from 'node:fs/promises';
import { TorchatError } from '@torchat/core';
import type { SimResult } from '../record/result.ts';

/** Says before a long run, not after it, that there is no such kind of report. */
export async function reportWriter(path: string): Promise<(result: SimResult) => Promise<void>> {
  if (path.endsWith('.json')) return (result) => writeTo(path, JSON.stringify(result));
  if (!path.endsWith('.html'))
    throw new TorchatError('bad_request', `A report is an .html or a .json file, and ${path} is neither.`);
  const { renderReport } = await import('../report/render-report.ts');
  return (result) => writeTo(path, renderReport(result));
}

export interface ReportWords {
  readonly out: string;
}

/** `npm run sim -- report RESULT.json --out FILE.html`: draws a record that a run left. */
export async function report(file: string, { out }: ReportWords): Promise<void> {
  const write = await reportWriter(out);
  const result = resultIn(await textOf(file));
  if (result === null)
    throw new TorchatError(
      'bad_request',
      `${file} is no record of a run: see npm run sim -- run --report FILE.json`,
    );
  await write(result);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new TorchatError('bad_request', `${file} cannot be read.`, { cause });
  }
}

function resultIn(text: string): SimResult | null {
  try {
    const data: unknown = JSON.parse(text);
    const isOurs =
      typeof data === 'object' && data !== null && Reflect.get(data, 'format') === 'torchat-sim-1';
    return isOurs ? (data as SimResult) : null;
  } catch {
    return null;
  }
}

async function writeTo(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600 });
  } catch (cause) {
    throw new TorchatError('bad_request', `${path} cannot be written.`, { cause });
  }
}
