// What runs in the containers of an exported scenario: `agent N` beside the client of a person, `conduct` once.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { TorchatError } from '@torchat/core';
import { once } from 'node:events';
import { startAgent } from '../fleet/agent.ts';
import { agentHome } from '../fleet/agent-home.ts';
import { attach } from '../fleet/attach.ts';
import { loadFleet } from '../fleet/fleet-file.ts';
import { conduct } from '../fleet/conduct.ts';

/** Resolves with the exit status. */
export async function main(argv: readonly string[], program: string): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      lab: { type: 'string', default: '/lab' },
      torrc: { type: 'string', default: '' },
      results: { type: 'string', default: '/data' },
    },
  });
  const [command, ...words] = positionals;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new TorchatError('cancelled', 'It was stopped.')));
  try {
    switch (command) {
      case 'agent':
        await agent(Number(words[0]), values.lab, values.torrc, stop.signal);
        return 0;
      case 'attach':
        await attachTo(words, values.lab);
        return 0;
      case 'conduct':
        return await conduct({ folder: values.lab, results: values.results, program, signal: stop.signal });
      case undefined:
      default:
        process.stderr.write('agent N, attach N first|twin, or conduct; each with --lab FOLDER\n');
        return 2;
    }
  } catch (error) {
    process.stderr.write(
      `${error instanceof TorchatError ? error.message : String((error as Error).stack ?? error)}\n`,
    );
    return 1;
  }
}

async function agent(place: number, lab: string, torrcFile: string, signal: AbortSignal): Promise<void> {
  const { cast, agents, token } = await loadFleet(lab);
  const person = cast.people[place];
  if (person === undefined)
    throw new TorchatError('bad_request', `There is no person ${place} in this scenario.`);
  const torrc = (await readFile(torrcFile, 'utf8')).split('\n').filter((line) => line !== '');
  await using home = await agentHome(person, torrc);
  await using running = await startAgent({
    name: person.name,
    ...home,
    token,
    // Its machine has one network, and that leads to the others of the fleet alone.
    host: '0.0.0.0',
    port: agents.port,
  });
  process.stderr.write(`The agent of ${person.name} listens on port ${running.port}.\n`);
  if (!signal.aborted) await once(signal, 'abort');
}

async function attachTo([place, which]: readonly string[], lab: string): Promise<void> {
  const { agents, token } = await loadFleet(lab);
  const host = agents.hosts[Number(place)];
  if (host === undefined || (which !== 'first' && which !== 'twin'))
    throw new TorchatError('bad_request', 'There is no such client.');
  await attach({ host, port: agents.port, token }, which);
}
