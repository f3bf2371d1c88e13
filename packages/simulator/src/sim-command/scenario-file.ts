// Finds and reads a scenario: a file of the user, or one that ships with the program by its name.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TorchatError } from '@torchat/core';
import { problemLine } from '../scenario/problem.ts';
import { type Reading, readScenario } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario.ts';

const SHIPPED = join(import.meta.dirname, '../../scenarios');
const ENDING = '.yaml';
/** More is no scenario. */
const LARGEST = 1 << 20;

export interface ScenarioFile {
  /** As the user named it. */
  readonly file: string;
  /** As it stands in the file. */
  readonly text: string;
  readonly scenario: Scenario;
  readonly lineOf: Extract<Reading, { ok: true }>['lineOf'];
  /** The comment at its head, without the marks. */
  readonly about: string;
}

/** Throws `bad_request` with every mistake, a line each. */
export async function loadScenario(file: string): Promise<ScenarioFile> {
  const text = await textOf(file);
  if (text.length > LARGEST) throw new TorchatError('bad_request', `${file} is too large for a scenario.`);
  const reading = readScenario(text);
  if (!reading.ok)
    throw new TorchatError(
      'bad_request',
      reading.problems.map((problem) => problemLine(file, problem)).join('\n'),
    );
  return { file, text, scenario: reading.scenario, lineOf: reading.lineOf, about: aboutOf(text) };
}

/** Names without their ending. */
export async function shippedScenarios(): Promise<readonly string[]> {
  const files = await readdir(SHIPPED);
  return files
    .filter((name) => name.endsWith(ENDING))
    .map((name) => basename(name, ENDING))
    .sort();
}

async function textOf(file: string): Promise<string> {
  const shipped = /^[a-z0-9-]+$/u.test(file) ? join(SHIPPED, `${file}${ENDING}`) : null;
  for (const path of shipped === null ? [file] : [shipped, file])
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw new TorchatError('bad_request', `${file} cannot be read.`, { cause: error });
    }
  throw new TorchatError(
    'bad_request',
    `There is no file ${file}, and no such scenario ships with the program: see npm run sim -- list`,
  );
}

function aboutOf(text: string): string {
  const head = text.split('\n').findIndex((line) => !line.startsWith('#'));
  return text
    .split('\n')
    .slice(0, Math.max(head, 0))
    .map((line) => line.slice(1).trim())
    .filter((line) => line !== '' && !line.startsWith('yaml-language-server'))
    .join(' ');
}
