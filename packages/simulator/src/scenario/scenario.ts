// A scenario as a whole, in the words of the file.
import { z } from 'zod';
import { breaksSchema } from './faults.ts';
import { contactsSchema } from './graph.ts';
import { happensSchema } from './happenings.ts';
import { holdsSchema } from './checks.ts';
import { worldNameSchema } from './moment.ts';
import { peopleSchema } from './people.ts';
import { duration } from './units.ts';

export const scenarioSchema = z
  .strictObject({
    name: z.string().min(1).max(80).describe('For the head of the report.'),
    worlds: z
      .array(worldNameSchema)
      .min(1)
      .optional()
      .describe('The worlds it was made for; every world that can carry it by default.'),
    seed: z.int().min(0).max(0xffffffff).default(1).describe('Decides everything that is drawn by lot.'),
    duration: duration.describe('How long things happen. What is under way then may still arrive.'),
    settle: duration
      .default(120_000)
      .meta({ default: '2m' })
      .describe('How long after that everything has to have arrived; it ends before when all has.'),
    network: z
      .strictObject({
        profile: z
          .enum(['fast', 'default', 'slow'])
          .default('default')
          .describe('Round trips of the private Tor network.'),
        relays: z.int().min(2).max(100).default(5),
        authorities: z.int().min(1).max(9).default(3),
      })
      .prefault({})
      .describe('The private Tor network, in worlds that have one.'),
    people: peopleSchema,
    contacts: contactsSchema,
    added: z
      .enum(['both', 'one'])
      .default('both')
      .describe('Whether both have each other on the list at the start, or one adds the other then.'),
    happens: happensSchema,
    breaks: breaksSchema,
    holds: holdsSchema,
  })
  .describe('A scenario of the TorChat simulator.');

/** A scenario, read: durations in milliseconds, sizes in bytes, rates per millisecond, defaults filled in. */
export type Scenario = z.infer<typeof scenarioSchema>;
