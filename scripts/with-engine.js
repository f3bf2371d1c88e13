// Runs a command where a container engine answers: the one that is here, else one of our own that ends with the command.
//   node scripts/with-engine.js COMMAND [WORDS...]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { engineAnswers, makeSureOfPrograms, startEngine } from './lib/engine.js';

async function main([command, ...words]) {
  const problem = makeSureOfPrograms(process.env);
  if (engineAnswers(process.env)) return run(command, words, process.env);
  if (problem !== null) throw new Error(problem);
  const engine = await startEngine(process.env);
  try {
    return await run(command, words, engine.env);
  } finally {
    await engine.stop();
    console.error('Ended the container engine, and removed what it made.');
  }
}

async function run(command, words, env) {
  const child = spawn(command, words, { stdio: 'inherit', env });
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  const [status] = await once(child, 'close');
  return status ?? 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
