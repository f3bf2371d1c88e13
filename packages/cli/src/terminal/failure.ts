// How an error leaves the program: one plain sentence on stderr (or JSON), and an exit code.
import { TorchatError } from '@torchat/core';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';

/** Prints the error; returns the exit code. */
export function fail(terminal: Terminal, json: boolean, error: unknown): number {
  const known = error instanceof TorchatError;
  const code = known ? error.code : 'internal';
  const message = known ? error.message : `Something went wrong inside: ${firstLine(error)}`;
  if (json) terminal.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`);
  else terminal.stderr.write(`torchat: ${printable(message)}\n`);
  if (terminal.env['DEBUG'] && error instanceof Error) terminal.stderr.write(`${trace(error)}\n`);
  return known ? exitCodeOf(error.code) : EXIT.failure;
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}

function trace(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${trace(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
