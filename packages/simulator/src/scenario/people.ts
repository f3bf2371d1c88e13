// Who lives in a scenario: groups of clients with what they are and how they are set.
import { z } from 'zod';
import { duration, size } from './units.ts';
import { NAME } from './who.ts';

const MOST_PEOPLE = 10_000;

const kindSchema = z
  .enum(['ours', 'legacy553', 'legacy555', 'hostile'])
  .describe(
    'ours: the client of this project. legacy553, legacy555: the unmodified Python clients 0.9.9.553 and 0.9.9.555. hostile: connects to everybody, claims to be others, floods and lies.',
  );
/** What kind of client somebody runs. */
export type ClientKind = z.infer<typeof kindSchema>;

const groupSchema = z
  .strictObject({
    count: z
      .int()
      .min(1)
      .max(MOST_PEOPLE)
      .default(1)
      .describe('How many; with 2 or more they are NAME1, NAME2, ...'),
    kind: kindSchema.default('ours'),
    looks_like: z.enum(['torchat', 'legacy']).default('torchat').describe('What our client shows of itself.'),
    strangers: z
      .enum(['accept', 'ask', 'refuse'])
      .default('accept')
      .describe('What it does when a stranger adds it.'),
    starts: duration.optional().describe('When they start, after the world; at once by default.'),
    starts_over: duration.optional().describe('They start one after another over this long.'),
    memory: size.optional().describe('No client of the group may have more than this (containers).'),
    cpus: z.number().positive().optional().describe('Nor more of the processors than this (containers).'),
  })
  .describe('A group of clients.');

/** A group of `people`, as it stands in the file. */
export type Group = z.infer<typeof groupSchema>;

export const peopleSchema = z
  .record(z.string().regex(NAME, 'a name is lower case letters, digits and dashes'), groupSchema)
  .describe('Groups by name.');
