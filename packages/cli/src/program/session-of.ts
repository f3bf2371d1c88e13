// How a command gets its session: the global options are known only once everything is parsed.
import type { Command } from 'commander';
import type { Session } from '../terminal/terminal.ts';

export type SessionOf = (command: Command) => Session;
