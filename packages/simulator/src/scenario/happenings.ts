// What people do in a scenario, in the words of the file.
import { z } from 'zod';
import { hasOneMoment, moment, ONE_MOMENT } from './moment.ts';
import { duration, size } from './units.ts';
import { who } from './who.ts';

const to = who.optional().describe('To which of their contacts; to one by lot each time by default.');
const base = { who, ...moment };

const happeningSchema = z
  .discriminatedUnion('does', [
    z
      .strictObject({ does: z.literal('chat'), ...base, to, length: z.int().min(1).max(100_000).default(40) })
      .describe('Writes a text of so many characters, numbered so that every text is one of its kind.'),
    z
      .strictObject({ does: z.literal('file'), ...base, to, size: size })
      .describe('Sends a file of random bytes.'),
    z
      .strictObject({ does: z.literal('forward'), ...base, to, size: size })
      .describe(
        'Sends so many bytes through a forwarded port to an echo of the contact, and takes them back.',
      ),
    z
      .strictObject({ does: z.literal('status'), ...base, status: z.enum(['available', 'away', 'xa']) })
      .describe('Sets the own status.'),
    z.strictObject({ does: z.literal('add'), ...base, to: who }).describe('Adds somebody to the list.'),
    z.strictObject({ does: z.literal('remove'), ...base, to: who }).describe('Takes a contact off the list.'),
    z
      .strictObject({
        does: z.literal('restart'),
        ...base,
        for: duration.optional().describe('Away for so long; 5s.'),
      })
      .describe('Quits in order and starts again.'),
    z
      .strictObject({
        does: z.literal('twin'),
        ...base,
        for: duration.optional().describe('For so long; 5m.'),
      })
      .describe('Starts a copy of the account on another machine beside the one that runs.'),
  ])
  .refine(hasOneMoment, { error: 'say when, by exactly one of at, every and rate' })
  .meta(ONE_MOMENT);

/** One of `happens`. */
export type Happening = z.infer<typeof happeningSchema>;
export type DeedName = Happening['does'];

export const happensSchema = z.array(happeningSchema).default([]).describe('What people do.');
