// How the API says no.
import { z } from 'zod';

export const errorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string() }) })
  .meta({ id: 'Error' });

export type ApiError = z.infer<typeof errorSchema>;
