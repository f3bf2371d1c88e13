// The API's words for files on their way.
import { z } from 'zod';
import { idSchema } from './id.ts';

export const fileSchema = z
  .object({
    key: z.number().int().meta({ description: 'Names the transfer while this gateway runs.' }),
    contact: idSchema,
    direction: z.enum(['in', 'out']),
    name: z.string().meta({ description: 'Of a file we get: made safe, never a path.' }),
    size: z.number().int(),
    done: z.number().int().meta({ description: 'Bytes that are here, or confirmed by the other side.' }),
    state: z.enum(['offered', 'running']),
    at: z.number(),
  })
  .meta({ id: 'File', description: 'A file on its way, or offered.' });
export const filesSchema = z.array(fileSchema);
export const sendFileSchema = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .max(4096)
      .meta({ description: 'An absolute path on the machine of the gateway.' }),
  })
  .meta({ id: 'SendFile' });

export type ApiFile = z.infer<typeof fileSchema>;
