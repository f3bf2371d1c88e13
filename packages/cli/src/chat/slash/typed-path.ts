// A path as it is typed on the chat screen, where no shell reads it before.
import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** Absolute; `~` is the home folder. */
export function typedPath(text: string): string {
  return resolve(text.replace(/^~(?=$|[/\\])/u, homedir()));
}
