// What the conductor of an exported scenario and the agents beside its clients know of each other.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TorchatError } from '@torchat/core';
import { z } from 'zod';
import { type Cast, castOf } from '../scenario/cast.ts';
import { lotOf } from '../scenario/lot.ts';
import { readScenario } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario.ts';

const host = z.string().regex(/^[a-z0-9.-]{1,253}$/u);
const port = z.int().min(1).max(65535);

const fleetSchema = z.strictObject({
  format: z.literal('torchat-fleet-1'),
  /** As the scenario's author named it. */
  file: z.string(),
  seed: z.int().min(0),
  clients: z.int().min(1).nullable(),
  /** Whoever has it may command the agents. 64 hex digits. */
  token: z.string().regex(/^[0-9a-f]{64}$/u),
  agents: z.strictObject({ hosts: z.array(host).min(1), port }),
  authorities: z.strictObject({ hosts: z.array(host).min(1), dirPort: port }),
  /** Of the Tor network, authorities and relays together. */
  nodes: z.int().min(1),
  /** What runs it: for the report. */
  engine: z.string().max(200),
});

export type FleetFile = z.infer<typeof fleetSchema>;

export const FLEET_FILE = 'fleet.json';
export const SCENARIO_FILE = 'scenario.yaml';

export interface Fleet extends FleetFile {
  readonly scenario: Scenario;
  readonly cast: Cast;
}

/** From the folder of an export. Throws `bad_request`. */
export async function loadFleet(folder: string): Promise<Fleet> {
  const [own, text] = await Promise.all(
    [FLEET_FILE, SCENARIO_FILE].map((name) => readFile(join(folder, name), 'utf8')),
  ).catch((cause: unknown) => {
    throw new TorchatError('bad_request', `${folder} holds no export of a scenario.`, { cause });
  });
  const fleet = fleetSchema.safeParse(JSON.parse(own ?? ''));
  const reading = readScenario(text ?? '');
  if (!fleet.success || !reading.ok)
    throw new TorchatError('bad_request', `${folder} holds an export of another version: export it again.`);
  const { scenario } = reading;
  const { seed, clients } = fleet.data;
  const cast = castOf(scenario, lotOf(seed, 'graph'), clients ?? undefined);
  return { ...fleet.data, scenario, cast };
}
