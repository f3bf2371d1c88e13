// Lines of a stream, cut at LF only: readline would also cut at U+2028, which a text may hold.
import { StringDecoder } from 'node:string_decoder';

/** Calls `onLine` for each line without its LF, and for a last line without one; returns when the stream ended. */
export async function readLines(
  input: NodeJS.ReadableStream,
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string): void => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (!signal?.aborted) onLine(part);
  };
  const data = (chunk: Buffer | string): void => {
    take(typeof chunk === 'string' ? chunk : decoder.write(chunk));
  };
  await new Promise<void>((done) => {
    const finish = (): void => {
      input.off('data', data).off('end', finish).off('close', finish).off('error', finish);
      signal?.removeEventListener('abort', finish);
      input.pause();
      done();
    };
    if (signal?.aborted) {
      done();
      return;
    }
    signal?.addEventListener('abort', finish);
    input.on('end', finish).on('close', finish).on('error', finish).on('data', data);
  });
  take(decoder.end());
  if (rest !== '' && !signal?.aborted) onLine(rest);
}
