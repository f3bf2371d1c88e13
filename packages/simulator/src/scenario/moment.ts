// When something of a scenario takes place: once, again and again, or at random with a rate.
import { z } from 'zod';
import { duration, rate } from './units.ts';

export const worldNameSchema = z.enum(['memory', 'local', 'tor', 'containers']);
/** memory: engines on a virtual clock. local: processes over a mock of tor. tor: processes over real tor. containers: each with its own. */
export type WorldName = z.infer<typeof worldNameSchema>;
export const WORLDS = worldNameSchema.options;

/** The fields that every happening and every fault has. */
export const moment = {
  at: duration.optional().describe('Once, so long after the start.'),
  every: duration.optional().describe('Again and again; the first time when this has passed, or at `after`.'),
  rate: rate.optional(),
  after: duration.optional().describe('With every or rate: not before this.'),
  until: duration.optional().describe('With every or rate: not after this.'),
  stagger: duration.optional().describe('Not all together: each so much later at most, by lot.'),
  worlds: z
    .array(worldNameSchema)
    .min(1)
    .optional()
    .describe('Only in these worlds; left out, and told so, in others.'),
};

export interface Moment {
  readonly at?: number | undefined;
  readonly every?: number | undefined;
  /** Times per millisecond, for each of `who`. */
  readonly rate?: number | undefined;
  readonly after?: number | undefined;
  readonly until?: number | undefined;
  readonly stagger?: number | undefined;
  readonly worlds?: readonly WorldName[] | undefined;
}

/** For the published schema, which cannot know of `hasOneMoment`. */
export const ONE_MOMENT = {
  allOf: [{ oneOf: [{ required: ['at'] }, { required: ['every'] }, { required: ['rate'] }] }],
};

export function hasOneMoment({ at, every, rate }: Moment): boolean {
  return [at, every, rate].filter((one) => one !== undefined).length === 1;
}
