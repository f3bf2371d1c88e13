// The API's words for contacts.
import { z } from 'zod';
import { avatarSchema, profileSchema } from './account.ts';
import { filePolicySchema } from './file.ts';
import { idSchema } from './id.ts';
import { servicesSchema } from './tunnel.ts';

export const presenceSchema = z
  .enum(['offline', 'handshake', 'available', 'away', 'xa'])
  .meta({ id: 'Presence' });
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
    files: filePolicySchema,
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
export const contactsSchema = z.array(contactSchema);
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
    files: filePolicySchema,
    blocked: z.boolean(),
  })
  .partial()
  .meta({ id: 'EditContact' });
export const decideSealSchema = z
  .strictObject({ choice: z.enum(['accept_once', 'unpin']) })
  .meta({ id: 'DecideSeal' });

export type ApiContact = z.infer<typeof contactSchema>;
export type AddContact = z.input<typeof addContactSchema>;
export type EditContact = z.input<typeof editContactSchema>;
export type DecideSeal = z.infer<typeof decideSealSchema>;
