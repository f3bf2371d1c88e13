// The API's words for texts.
import { z } from 'zod';
import { idSchema } from './id.ts';

export const MAX_TEXT_BYTES = 512 * 1024;
export const messageSchema = z
  .object({
    contact: idSchema,
    key: z.number().int(),
    direction: z.enum(['in', 'out']),
    at: z.number(),
    text: z.string(),
    state: z.enum(['waiting', 'sent', 'delivered', 'unread', 'read']),
  })
  .meta({ id: 'Message' });
export const messagesSchema = z.array(messageSchema);
export const sendSchema = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .meta({ description: `At most ${MAX_TEXT_BYTES} bytes of UTF-8, else \`too_long\`.` }),
  })
  .meta({ id: 'Send' });
export const readSchema = z.strictObject({ upTo: z.number().int().nonnegative() }).meta({ id: 'Read' });
export const historyQuerySchema = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export type ApiMessage = z.infer<typeof messageSchema>;
export interface HistoryPage {
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
}
