// Runs a program to its end, its output on our standard error: standard output belongs to what comes after.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** True when it ended with status 0. The project's own tools come first on its PATH. */
export function run(program, args, folder, env = {}) {
  const { status } = spawnSync(program, args, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      PATH: `${join(folder, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      ...env,
    },
  });
  return status === 0;
}
