// What breaks in a scenario, in the words of the file.
import { z } from 'zod';
import { hasOneMoment, moment, ONE_MOMENT } from './moment.ts';
import { duration, jump } from './units.ts';
import { who } from './who.ts';

const lasts = { for: duration.optional().describe('For so long; else as its kind has it.') };
const count = z.int().min(1).default(1).describe('How many of them.');

const breakSchema = z
  .discriminatedUnion('what', [
    z
      .strictObject({ what: z.literal('killed'), who, ...moment, ...lasts })
      .describe('The process is killed (SIGKILL), and started again after 5s or so long.'),
    z
      .strictObject({ what: z.literal('tor_killed'), who, ...moment, ...lasts })
      .describe("The client's tor is killed; a client of ours starts it again by itself."),
    z
      .strictObject({ what: z.literal('relay_killed'), count, ...moment, ...lasts })
      .describe('Relays are killed, for good or so long.'),
    z
      .strictObject({ what: z.literal('authority_killed'), count, ...moment, ...lasts })
      .describe('Directory authorities are killed, for good or so long.'),
    z
      .strictObject({
        what: z.literal('link_cut'),
        who,
        from: who.optional().describe('From whom; from everybody by default.'),
        ...moment,
        for: duration.describe('For so long.'),
      })
      .describe('No packet passes between the hosts, and nobody is told; then it heals.'),
    z
      .strictObject({ what: z.literal('disk_full'), who, ...moment, for: duration })
      .describe('Nothing can be written any more.'),
    z
      .strictObject({ what: z.literal('clock_jump'), who, ...moment, by: jump })
      .describe('The clock of the machine is set by so much.'),
    z
      .strictObject({ what: z.literal('suspended'), who, ...moment, for: duration })
      .describe('The machine sleeps (SIGSTOP of the client and its tor) and wakes.'),
    z
      .strictObject({ what: z.literal('moved'), who, ...moment, for: duration })
      .describe(
        'The machine sleeps and wakes in another network: what connections it had carry nothing any more, and nobody is told.',
      ),
  ])
  .refine(hasOneMoment, { error: 'say when, by exactly one of at, every and rate' })
  .meta(ONE_MOMENT);

/** One of `breaks`. */
export type Breakage = z.infer<typeof breakSchema>;
export type FaultName = Breakage['what'];

export const breaksSchema = z.array(breakSchema).default([]).describe('What breaks.');
