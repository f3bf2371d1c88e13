// The local API's words, once: types, validation and the OpenAPI document all come from these schemas.
import { z } from 'zod';
import { idSchema } from './id-schema.ts';
import { servicesSchema, sharesSchema } from './tunnel-schemas.ts';

export const MAX_TEXT_BYTES = 512 * 1024;
/** Of the file that is to become our picture. */
export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;

export const ownStatusSchema = z.enum(['available', 'away', 'xa']).meta({ id: 'OwnStatus' });
export const presenceSchema = z
  .enum(['offline', 'handshake', 'available', 'away', 'xa'])
  .meta({ id: 'Presence' });
export const profileSchema = z
  .object({ name: z.string().max(200), text: z.string().max(4000) })
  .meta({ id: 'Profile' });
export const settingsSchema = z
  .object({ strangers: z.enum(['ask', 'accept', 'refuse']), looksLike: z.enum(['torchat', 'legacy']) })
  .meta({ id: 'Settings' });
export const avatarSchema = z.string().nullable().meta({
  id: 'Avatar',
  description:
    'SHA-256 in hex over 12,288 bytes of RGB and the 4,096 bytes of alpha if there are any; null without a picture.',
});
export const reachabilitySchema = z
  .object({
    state: z.enum(['unknown', 'checking', 'reachable', 'unreachable']),
    delay: z.number().nullable().meta({ description: 'Round trip to ourselves through Tor, milliseconds.' }),
  })
  .meta({ id: 'Reachability' });

export const networkSchema = z
  .discriminatedUnion('phase', [
    z.object({ phase: z.literal('starting'), progress: z.number(), summary: z.string() }),
    z.object({ phase: z.literal('ready'), version: z.string(), warning: z.string().nullable() }),
    z.object({ phase: z.literal('down'), reason: z.string(), retryAt: z.number().nullable() }),
    z.object({ phase: z.literal('stopped') }),
    z.object({ phase: z.literal('off') }),
  ])
  .meta({
    id: 'Network',
    description: 'How tor is doing; `off` when this gateway was started without a network.',
  });
export const serviceSchema = z
  .enum(['off', 'publishing', 'published', 'lost', 'withdrawn'])
  .meta({ id: 'Service', description: 'The state of our onion service.' });

export const accountSchema = z
  .object({
    account: z.string().meta({ description: "The account's name on this machine." }),
    id: idSchema,
    profile: profileSchema,
    avatar: avatarSchema,
    status: ownStatusSchema,
    settings: settingsSchema,
    reachability: reachabilitySchema,
    twin: z.object({ machine: z.string() }).nullable().meta({
      description:
        'Another machine that runs this account, which is offline here; `machine` is empty where it does not say.',
    }),
    returningUntil: z.number().nullable().meta({
      description:
        'Restored from the words: until when contacts come back by their vouchers, milliseconds since 1970.',
    }),
    network: networkSchema,
    service: serviceSchema,
  })
  .meta({ id: 'Account' });

export const sealSchema = z.enum(['none', 'pinned', 'sealed', 'held', 'accepted']).meta({
  id: 'Seal',
  description:
    'End-to-end encryption with this contact: `sealed` now; `pinned` before, and asked for again; `held` when it came without: nothing goes either way until it comes sealed or we say otherwise; `accepted` when we did for one session.',
});

/** A contact without and with what the running session knows of it. */
export const contactSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    note: z.string(),
    relation: z.enum(['listed', 'request', 'blocked']),
    removedUs: z.boolean(),
    addedAt: z.number(),
    lastSeenAt: z.number().nullable(),
    returned: z
      .boolean()
      .meta({ description: 'It came back by its voucher; a newer voucher may take it off again.' }),
    keepHistory: z.boolean(),
    pinned: z.boolean().meta({ description: 'It was sealed once, and must be from then on.' }),
    profile: profileSchema,
    avatar: avatarSchema,
    presence: presenceSchema,
    seal: sealSchema,
    unread: z.number().int(),
    waiting: z.number().int(),
    client: z.string(),
    services: servicesSchema.meta({ description: 'What it offers us.' }),
  })
  .meta({ id: 'Contact' });

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
export const contactsSchema = z.array(contactSchema);
export const messagesSchema = z.array(messageSchema);

export const addContactSchema = z
  .strictObject({
    id: z
      .string()
      .max(200)
      .meta({ description: 'As a person types it: blanks, upper case and `.onion` are forgiven.' }),
    name: z.string().max(200).optional(),
  })
  .meta({ id: 'AddContact' });
export const editContactSchema = z
  .strictObject({
    name: z.string().max(200),
    note: z.string().max(4000),
    keepHistory: z.boolean(),
    blocked: z.boolean(),
  })
  .partial()
  .meta({ id: 'EditContact' });
export const sendSchema = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .meta({ description: `At most ${MAX_TEXT_BYTES} bytes of UTF-8, else \`too_long\`.` }),
  })
  .meta({ id: 'Send' });
export const sendFileSchema = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .max(4096)
      .meta({ description: 'An absolute path on the machine of the gateway.' }),
  })
  .meta({ id: 'SendFile' });
export const backupSchema = z
  .strictObject({
    path: z.string().min(1).max(4096).meta({
      description: 'An absolute path on the machine of the gateway, where no file is.',
    }),
    lock: z
      .union([
        z.strictObject({ passphrase: z.string().min(1).max(1024) }),
        z.strictObject({ recipients: z.array(z.string().max(4096)).min(1).max(20) }),
      ])
      .meta({ description: 'A passphrase, or recipients of age (`age1...`).' }),
    history: z
      .boolean()
      .meta({ description: 'Also texts that were read or delivered, where they are kept.' }),
    keys: z.boolean().meta({ description: 'Also the keys of the account: the file alone brings it back.' }),
  })
  .meta({ id: 'BackupRequest' });
export const backupSummarySchema = z
  .object({
    path: z.string(),
    bytes: z.number().int().nonnegative(),
    contacts: z.number().int().nonnegative(),
    texts: z.number().int().nonnegative(),
    hasPhrase: z.boolean().meta({ description: 'The 24 words bring the account’s keys back.' }),
  })
  .meta({ id: 'BackupSummary' });
export const readSchema = z.strictObject({ upTo: z.number().int().nonnegative() }).meta({ id: 'Read' });
export const decideSealSchema = z
  .strictObject({ choice: z.enum(['accept_once', 'unpin']) })
  .meta({ id: 'DecideSeal' });
export const statusSchema = z.strictObject({ status: ownStatusSchema }).meta({ id: 'Status' });
export const historyQuerySchema = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const errorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string() }) })
  .meta({ id: 'Error' });

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
    z.object({ type: z.literal('shares'), shares: sharesSchema }),
    z
      .object({ type: z.literal('forwards_changed') })
      .meta({ description: 'The list of forwards is another: ask for it.' }),
    z.object({ type: z.literal('violation'), id: idSchema.nullable(), what: z.string() }),
  ])
  .meta({ id: 'Event' });

export type ApiAccount = z.infer<typeof accountSchema>;
export type ApiContact = z.infer<typeof contactSchema>;
export type ApiMessage = z.infer<typeof messageSchema>;
export type ApiFile = z.infer<typeof fileSchema>;
export type ApiEvent = z.infer<typeof eventSchema>;
export type ApiError = z.infer<typeof errorSchema>;
export type BackupRequest = z.infer<typeof backupSchema>;
export type BackupSummary = z.infer<typeof backupSummarySchema>;
export type AddContact = z.input<typeof addContactSchema>;
export type DecideSeal = z.infer<typeof decideSealSchema>;
export type EditContact = z.input<typeof editContactSchema>;
export interface HistoryPage {
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
}
