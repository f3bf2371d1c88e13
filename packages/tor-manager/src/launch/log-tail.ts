// Keeps the last lines of tor's log, free of addresses, to say why it ended.
import { scrub } from '../scrub.ts';

export interface LogTail {
  readonly push: (this: void, chunk: Buffer) => void;
  /** The last error, else the last warning, else null. */
  lastProblem(): string | null;
}

const LINE = /^\w{3} \d\d \d\d:\d\d:\d\d\.\d+ \[(\w+)\] (?:\w+\(\): )?(.*)$/u;
/** What tor says around every problem, and explains none. */
const EMPTY_PHRASES = /^(?:Failed to parse\/validate config: )|^Reading config failed.*$/u;
const LONGEST = 4096;

export function logTail(): LogTail {
  let rest = '';
  const problems = { err: null as string | null, warn: null as string | null };
  return {
    push(chunk) {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = (lines.pop() ?? '').slice(0, LONGEST);
      for (const line of lines) {
        const [, level, text = ''] = LINE.exec(line) ?? [];
        const told = text.replace(EMPTY_PHRASES, '');
        if (told !== '' && (level === 'err' || level === 'warn')) problems[level] = scrub(told);
      }
    },
    lastProblem: () => problems.err ?? problems.warn,
  };
}
