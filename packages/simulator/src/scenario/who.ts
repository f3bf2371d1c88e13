// Whom a line of a scenario speaks of: a person, a group, everybody, or somebody drawn by the seed.
import { z } from 'zod';

export const NAME = /^[a-z][a-z0-9-]{0,30}$/u;
const WHO = /^(?:any )?[a-z][a-z0-9-]{0,34}$/u;

/** One or several of: `all`, `any`, a group, `any GROUP`, a person. */
export const who = z
  .union([z.string().regex(WHO), z.array(z.string().regex(WHO)).min(1)], {
    error: 'name a person, a group, all, any, "any GROUP", or a list of those',
  })
  .describe('A person, a group, "all", "any" (one by lot each time), "any GROUP", or a list of those.')
  .transform((one): readonly string[] => (typeof one === 'string' ? [one] : one));

/** The person or group that a selector names; null for `all` and `any`. */
export function namedBy(selector: string): string | null {
  const name = selector.startsWith('any ') ? selector.slice(4) : selector;
  return name === 'all' || name === 'any' ? null : name;
}
