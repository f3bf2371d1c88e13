// Runs a program with the project's own Node, which is newer than the one that may have started us.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/** A Ctrl-C of the terminal reaches both: how it ends is the program's to say. */
const stay = () => undefined;

/**
 * Resolves with its exit status; a signal gives 128 and its number, as in a shell. A shell that went on to call `node` by name
 * itself would find the old one: it remembers where it found a program.
 */
export async function runWithProjectNode(root, file, args, env = process.env) {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const child = spawn(join(root, 'node_modules', 'node', 'bin', program), [join(root, file), ...args], {
    stdio: 'inherit',
    env: {
      ...env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${env['PATH'] ?? ''}`,
    },
  });
  const end = () => child.kill('SIGTERM');
  process.on('SIGINT', stay).on('SIGTERM', end);
  try {
    const [status, signal] = await once(child, 'exit');
    return status ?? 128 + (constants.signals[signal] ?? 0);
  } finally {
    process.off('SIGINT', stay).off('SIGTERM', end);
  }
}
