// Opens the ground of the container worlds before their first life, and removes all of it after the last.
import type { TestProject } from 'vitest/node';
import { openGround } from './support/ground.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stop = new AbortController();
  const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  const opened = await openGround(say, stop.signal);
  project.provide('ground', opened.ground);
  return async () => {
    await opened[Symbol.asyncDispose]();
  };
}
