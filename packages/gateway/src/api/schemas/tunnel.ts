// The API's words for ports between contacts.
import { z } from 'zod';
import { idSchema } from './id.ts';

const nameSchema = z.string().max(64);
const hostSchema = z.string().max(64).meta({ description: 'A numeric address.' });
const portSchema = z.number().int().min(1).max(65_535);
const kindSchema = z.enum(['tcp', 'udp']).meta({ id: 'ServiceKind' });
const redundantSchema = z.boolean().meta({ description: 'Datagrams go over two circuits.' });

export const servicesSchema = z.array(z.object({ name: nameSchema, kind: kindSchema }));
export const shareSchema = z
  .object({
    name: nameSchema,
    kind: kindSchema,
    host: hostSchema,
    port: portSchema,
    with: z.array(idSchema).readonly(),
  })
  .meta({ id: 'Share', description: 'A port that the named contacts may reach.' });
export const sharesSchema = z.array(shareSchema);
export const putShareSchema = z
  .strictObject({
    ...shareSchema.shape,
    exposeLan: z
      .boolean()
      .default(false)
      .meta({ description: 'The address may be another machine of the network.' }),
  })
  .meta({ id: 'PutShare' });

export const forwardSchema = z
  .object({
    id: z.string().meta({ description: 'Names the forward: kind and local address.' }),
    kind: kindSchema,
    host: hostSchema,
    port: portSchema,
    contact: idSchema,
    service: nameSchema,
    redundant: redundantSchema,
    open: z.boolean().meta({ description: 'Its local port is open.' }),
    why: z.string().meta({ description: 'A sentence where it is not.' }),
    active: z.number().int().meta({ description: 'Connections or flows through it now.' }),
    sent: z.number().meta({ description: 'Bytes, or datagrams, since it was opened.' }),
    got: z.number(),
    dropped: z.number().meta({ description: 'Datagrams that found no room, on either side.' }),
    late: z.number().meta({ description: 'Datagrams that came too late to be delivered, on either side.' }),
  })
  .meta({ id: 'Forward', description: "A contact's service as a port of this machine." });
export const forwardsSchema = z.array(forwardSchema);
export const addForwardSchema = z
  .strictObject({
    kind: kindSchema.optional().meta({ description: 'As the contact offers it when absent.' }),
    host: hostSchema.default('127.0.0.1'),
    port: portSchema,
    contact: z.string().max(200),
    service: nameSchema,
    redundant: redundantSchema.default(false),
    expose: z.boolean().default(false).meta({ description: 'Other machines may reach the local port.' }),
  })
  .meta({ id: 'AddForward' });

export type ApiShare = z.infer<typeof shareSchema>;
export type PutShare = z.input<typeof putShareSchema>;
export type ApiForward = z.infer<typeof forwardSchema>;
export type AddForward = z.input<typeof addForwardSchema>;
