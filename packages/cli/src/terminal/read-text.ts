// A text from standard input, no longer than a message may be.
import { TorchatError } from '@torchat/core';
import type { Session } from './terminal.ts';

/** Bytes; the gateway's limit for a text. */
const LONGEST = 512 * 1024;

/** Without the line ends at its end. Throws `too_long` and stops reading there. */
export async function readText({ terminal: { stdin } }: Session): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > LONGEST) throw new TorchatError('too_long', 'A text has at most 512 KiB; this is more.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/(?:\r?\n)+$/u, '');
}
