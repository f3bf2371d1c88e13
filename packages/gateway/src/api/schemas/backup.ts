// The API's words for backups.
import { z } from 'zod';

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

export type BackupRequest = z.infer<typeof backupSchema>;
export type BackupSummary = z.infer<typeof backupSummarySchema>;
