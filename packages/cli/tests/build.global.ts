// Tests that start the program run what is built: builds it where the sources are newer.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export default function build(): void {
  const root = join(import.meta.dirname, '../../..');
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/cli/tsconfig.src.json'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
}
