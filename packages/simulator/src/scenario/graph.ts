// Who knows whom when a scenario begins: shapes, each over some of the people, laid over one another.
import { z } from 'zod';
import { NAME, who } from './who.ts';

const person = z.string().regex(NAME, 'name one person');
const of = who.optional().describe('Among whom; everybody by default.');

const shapeSchema = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('mesh'), of }).describe('Everybody knows everybody.'),
  z
    .strictObject({
      shape: z.literal('ring'),
      of,
      each: z
        .int()
        .min(2)
        .multipleOf(2)
        .default(2)
        .describe('Contacts of each, half of them on either side.'),
    })
    .describe('Each knows his neighbours.'),
  z.strictObject({ shape: z.literal('star'), of, centre: person }).describe('Everybody knows one.'),
  z
    .strictObject({
      shape: z.literal('random'),
      of,
      each: z.int().min(2).multipleOf(2).describe('Contacts of each, drawn by the seed.'),
    })
    .describe('Each knows so many others, whoever they are.'),
  z
    .strictObject({ shape: z.literal('pairs'), pairs: z.array(z.tuple([person, person])).min(1) })
    .describe('Exactly these know each other.'),
]);

/** One of `contacts`. */
export type Shape = z.infer<typeof shapeSchema>;

export const contactsSchema = z
  .array(shapeSchema)
  .min(1)
  .describe('Who knows whom: all these shapes together.');
