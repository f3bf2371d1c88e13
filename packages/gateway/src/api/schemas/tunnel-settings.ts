// The API's words for SOCKS ports, and for the bounds of what contacts may take of our shares.
import { z } from 'zod';
import { idSchema } from './id.ts';

const hostSchema = z.string().max(64).meta({ description: 'A numeric address.' });
const portSchema = z.number().int().min(1).max(65_535);
const boundSchema = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable();

export const socksPortSchema = z
  .object({
    id: z.string().meta({ description: 'Names the port: its local address.' }),
    host: hostSchema,
    port: portSchema,
    open: z.boolean(),
    why: z.string().meta({ description: 'A sentence where it is not open.' }),
    active: z.number().int().meta({ description: 'Connections through it now.' }),
    sent: z.number().meta({ description: 'Bytes since it was opened.' }),
    got: z.number(),
  })
  .meta({ id: 'SocksPort', description: "A SOCKS5 port for every contact's services." });
export const socksPortsSchema = z.array(socksPortSchema);
export const addSocksSchema = z
  .strictObject({
    host: hostSchema.default('127.0.0.1'),
    port: portSchema,
    expose: z.boolean().default(false).meta({ description: 'Other machines may reach the local port.' }),
  })
  .meta({ id: 'AddSocksPort' });

export const shareLimitSchema = z
  .object({
    contact: idSchema,
    connections: boundSchema.meta({ description: 'At once; null: no bound of its own.' }),
    bytesPerSecond: boundSchema.meta({ description: 'Both ways together.' }),
    bytesPerDay: boundSchema,
  })
  .meta({ id: 'ShareLimit', description: 'What a contact may take of all our shares together.' });
export const shareLimitsSchema = z.array(shareLimitSchema);
export const putShareLimitSchema = z
  .strictObject({
    contact: z.string().max(200),
    connections: boundSchema.default(null),
    bytesPerSecond: boundSchema.default(null),
    bytesPerDay: boundSchema.default(null),
  })
  .meta({ id: 'PutShareLimit', description: 'Without a bound the limit is gone.' });

export const shareLogSchema = z
  .strictObject({ on: z.boolean() })
  .meta({ id: 'ShareLog', description: 'Whether a log is kept of who opened what, and when.' });

export type ApiSocksPort = z.infer<typeof socksPortSchema>;
export type AddSocksPort = z.input<typeof addSocksSchema>;
export type ApiShareLimit = z.infer<typeof shareLimitSchema>;
export type PutShareLimit = z.input<typeof putShareLimitSchema>;
export type ApiShareLog = z.infer<typeof shareLogSchema>;
