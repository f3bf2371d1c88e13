// What zod finds wrong with a scenario, in the words of its author.
import type { z } from 'zod';
import type { Crossed } from './cross-check.ts';
import type { Path } from './problem.ts';

/** `data`: what was looked at. */
export function problemsOf(issue: z.core.$ZodIssue, data: unknown): Crossed[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], what: 'there is no such field here' }));
  return [{ path, what: sentenceOf(issue, valueAt(data, path)) }];
}

function sentenceOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'is missing';
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
    return `there is no ${JSON.stringify(value)} here${'options' in issue ? `, but ${issue.options?.map(String).join(', ')}` : ''}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'invalid_value') return `one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  return issue.message.replace('Invalid input: ', '');
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
