// Makes a fresh clone ready to run: dependencies, build, tor. Plain JavaScript for any Node from 20 on, with nothing
// installed. Cheap when there is nothing to do. With a file and its arguments, then runs that with the project's own Node.
//   node scripts/prepare.js [FILE [ARGUMENTS...]]
import { join } from 'node:path';
import { isBuilt, markBuilt } from './lib/build.js';
import { isInstalled, markInstalled } from './lib/installed.js';
import { runWithProjectNode } from './lib/project-node.js';
import { run } from './lib/run.js';
import { makeSureOfTor } from './lib/tor.js';

const ROOT = join(import.meta.dirname, '..');
const OLDEST_NODE = 20;

function prepare() {
  if (Number(process.versions.node.split('.', 1)[0]) < OLDEST_NODE)
    return `Node ${OLDEST_NODE} or newer is needed, this is ${process.versions.node}.`;
  if (!isInstalled(ROOT)) {
    console.error('Installing the dependencies (npm ci), once...');
    if (!npm('ci', '--no-audit', '--no-fund', '--loglevel=error'))
      return 'npm ci failed: what it said stands above.';
    markInstalled(ROOT);
  }
  if (!isBuilt(ROOT)) {
    console.error('Building...');
    if (
      !run(
        process.execPath,
        [join(ROOT, 'scripts', 'turbo.js'), 'run', 'build', '--output-logs=errors-only'],
        ROOT,
      )
    )
      return 'The build failed: what it said stands above.';
    markBuilt(ROOT);
  }
  return makeSureOfTor(process.env);
}

/** The npm that runs this script, else the one on the PATH. */
function npm(...args) {
  const script = process.env['npm_execpath'];
  return script === undefined ? run('npm', args, ROOT) : run(process.execPath, [script, ...args], ROOT);
}

const problem = prepare();
const [file, ...args] = process.argv.slice(2);
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
} else if (file !== undefined) {
  process.exitCode = await runWithProjectNode(ROOT, file, args);
}
