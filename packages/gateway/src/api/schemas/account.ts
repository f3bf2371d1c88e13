// What the API says of the account itself.
import { z } from 'zod';
import { idSchema } from './id.ts';

export const ownStatusSchema = z.enum(['available', 'away', 'xa']).meta({ id: 'OwnStatus' });
export const profileSchema = z
  .object({ name: z.string().max(200), text: z.string().max(4000) })
  .meta({ id: 'Profile' });
export const settingsSchema = z
  .object({
    strangers: z.enum(['ask', 'accept', 'refuse']),
    looksLike: z.enum(['torchat', 'legacy']),
    fileCircuits: z.number().int().min(1).max(8).optional().meta({
      description:
        'Over so many circuits at once files of one contact come to us; 1 where absent. More are faster, and show our guard and the contact that something large comes.',
    }),
  })
  .meta({ id: 'Settings' });
export const avatarSchema = z.string().nullable().meta({
  id: 'Avatar',
  description:
    'SHA-256 in hex over 12,288 bytes of RGB and the 4,096 bytes of alpha if there are any; null without a picture.',
});

/** Of the file that is to become our picture. */
export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
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
export const statusSchema = z.strictObject({ status: ownStatusSchema }).meta({ id: 'Status' });

export type ApiAccount = z.infer<typeof accountSchema>;
