// `npm run sim -- list`: what ships with the program, and what each shows.
import { WORLDS } from '../scenario/moment.ts';
import { unfitFor } from '../run/fit.ts';
import { worldNamed } from '../world/worlds.ts';
import { loadScenario, shippedScenarios } from './scenario-file.ts';

export async function list(): Promise<void> {
  for (const name of await shippedScenarios()) {
    const { scenario, about } = await loadScenario(name);
    const carriers: string[] = [];
    for (const world of WORLDS) {
      const kind = await worldNamed(world);
      if (kind !== null && unfitFor(scenario, kind).length === 0) carriers.push(world);
    }
    process.stdout.write(`${name} (${carriers.join(', ') || 'no world yet'})\n  ${about}\n`);
  }
}
