// What the API says by itself.
import { z } from 'zod';
import { accountSchema } from './account.ts';
import { contactSchema } from './contact.ts';
import { fileSchema } from './file.ts';
import { idSchema } from './id.ts';
import { messageSchema } from './message.ts';
import { sharesSchema } from './tunnel.ts';

/** What comes over the WebSocket of `/v1/events`, one JSON object a frame; `hello` comes first. */
export const eventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('hello'), account: accountSchema, contacts: z.array(contactSchema) }),
    z.object({ type: z.literal('account'), account: accountSchema }),
    z.object({ type: z.literal('contact'), contact: contactSchema }),
    z.object({ type: z.literal('contact_gone'), id: idSchema }),
    z.object({ type: z.literal('request'), id: idSchema, accepted: z.boolean() }),
    z.object({ type: z.literal('removed_us'), id: idSchema }),
    z.object({ type: z.literal('returned'), id: idSchema }),
    z.object({ type: z.literal('twin_asked'), machine: z.string() }),
    z.object({ type: z.literal('message'), message: messageSchema }),
    z.object({
      type: z.literal('message_state'),
      id: idSchema,
      key: z.number().int(),
      state: messageSchema.shape.state,
    }),
    z.object({ type: z.literal('file_offer'), file: fileSchema }),
    z.object({ type: z.literal('file_progress'), file: fileSchema }),
    z.object({
      type: z.literal('file_end'),
      file: fileSchema,
      ok: z.boolean(),
      why: z.string(),
      path: z.string().nullable().meta({ description: 'Where a file that we got is.' }),
    }),
    z.object({ type: z.literal('file_gone'), key: z.number().int() }),
    z.object({ type: z.literal('shares'), shares: sharesSchema }),
    z
      .object({ type: z.literal('forwards_changed') })
      .meta({ description: 'The list of forwards is another: ask for it.' }),
    z.object({ type: z.literal('violation'), id: idSchema.nullable(), what: z.string() }),
  ])
  .meta({ id: 'Event' });

export type ApiEvent = z.infer<typeof eventSchema>;
