// The API's words for files on their way.
import { z } from 'zod';
import { idSchema } from './id.ts';

export const fileStateSchema = z
  .enum(['offered', 'waiting', 'running', 'paused', 'done', 'failed', 'cancelled'])
  .meta({
    id: 'FileState',
    description:
      '`offered`: somebody has to say yes. `waiting`: for the contact to be there. `paused`: by the user of one side. `done`, `failed` and `cancelled` (by a user of one side) are ends.',
  });
export const fileSchema = z
  .object({
    key: z.number().int().meta({ description: 'Names the transfer; never given again.' }),
    contact: idSchema,
    direction: z.enum(['in', 'out']),
    name: z.string().meta({ description: 'Of a file we get: made safe, never a path.' }),
    size: z.number().int(),
    items: z.number().int().nullable().meta({
      description: 'Of a folder: how many files are in it; null: a plain file.',
    }),
    moved: z.number().int().meta({ description: 'Bytes that are here, or confirmed by the other side.' }),
    rate: z.number().meta({ description: 'Bytes a second of late; 0 while nothing moves.' }),
    secondsLeft: z.number().nullable().meta({ description: 'At that rate; null where nobody knows.' }),
    state: fileStateSchema,
    pausedBy: z.enum(['us', 'them']).nullable(),
    why: z
      .string()
      .meta({ description: "Why it ended, or is paused by nobody's wish, as a sentence; else empty." }),
    path: z.string().nullable().meta({ description: 'Where a file that we got is.' }),
    at: z.number().meta({ description: 'When it was offered, milliseconds since 1970.' }),
    movedAt: z.number().meta({ description: 'When it last moved on, or ended.' }),
  })
  .meta({ id: 'File', description: 'A file offered, on its way, or that ended lately.' });
export const offeredFileSchema = fileSchema
  .extend({
    skipped: z.array(z.string()).meta({
      description:
        'What is in the folder and is not sent, by relative names, at most a hundred: links, devices, names that are no text.',
    }),
  })
  .meta({ id: 'OfferedFile' });
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
export const acceptFileSchema = z
  .strictObject({
    folder: z.string().min(1).max(4096).optional().meta({
      description: 'Where it goes, an absolute path on the machine of the gateway.',
    }),
  })
  .optional()
  .meta({ id: 'AcceptFile' });

export const filePolicySchema = z
  .strictObject({
    consent: z.enum(['ask', 'always', 'never']).meta({
      description: '`always`: files of at most `upTo` bytes are taken unasked, larger ones ask.',
    }),
    upTo: z.number().int().nonnegative(),
    folder: z.string().min(1).max(4096).nullable().meta({
      description: "Where they go, an absolute path on the machine of the gateway; null: the account's own.",
    }),
  })
  .meta({ id: 'FilePolicy', description: 'What becomes of files that this contact offers.' });

export type AcceptFile = z.infer<typeof acceptFileSchema>;
export type ApiOfferedFile = z.infer<typeof offeredFileSchema>;
export type ApiFile = z.infer<typeof fileSchema>;
