// The gateway's own log, silent unless asked for: what happened and how fast, never a text, an ID or a part of one.
import { type Logger, pino } from 'pino';

export type { Logger };

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** `TORCHAT_LOG` names a level; `DEBUG` with `torchat` in it (as in `torchat:*`) means `debug`. Goes to stderr. */
export function createLog(env: NodeJS.ProcessEnv, destination?: { write(line: string): void }): Logger {
  return pino({ base: null, level: levelOf(env) }, destination ?? pino.destination({ fd: 2, sync: true }));
}

function levelOf(env: NodeJS.ProcessEnv): string {
  const named = env['TORCHAT_LOG']?.toLowerCase();
  if (named !== undefined && LEVELS.includes(named)) return named;
  return /(?:^|[\s,])torchat\b/u.test(env['DEBUG'] ?? '') ? 'debug' : 'silent';
}

/** An error as the log may have it: its kind and where, not its message, which may speak of people. */
export function errorForLog(failure: unknown): { kind: string; code?: string; at: string[] } {
  if (!(failure instanceof Error)) return { kind: typeof failure, at: [] };
  const at = (failure.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  const code = 'code' in failure && typeof failure.code === 'string' ? { code: failure.code } : {};
  return { kind: failure.name, ...code, at: at.slice(0, 8).map((line) => line.trim()) };
}
