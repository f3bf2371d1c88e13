// What must hold in a scenario, in the words of the file. Each check is named once; what is not named is not judged.
import { z } from 'zod';
import { duration, size } from './units.ts';

export const holdsSchema = z
  .strictObject({
    texts: z
      .literal('all once in order')
      .optional()
      .describe('Every text that a client took on its books arrives at its contact exactly once, in order.'),
    files: z
      .literal('all right')
      .optional()
      .describe('Every file that was sent arrives with the right bytes.'),
    forwards: z
      .literal('all right')
      .optional()
      .describe('What goes through forwarded ports comes back as it was.'),
    online_within: duration
      .optional()
      .describe('So long after the last one started, everybody has seen each of his contacts online.'),
    online_at_end: z
      .literal(true)
      .optional()
      .describe('At the end everybody who is up shows each contact as what it is.'),
    recovery_within: duration
      .optional()
      .describe('So long after a fault or a restart is over, both sides show each other online again.'),
    memory_under: size.optional().describe('No client ever has more memory than this.'),
    traffic_under: size
      .optional()
      .describe('What a client sends and receives, per contact and day, on average over all.'),
    connections: z
      .literal('loopback only')
      .optional()
      .describe('No connection of our processes leads past loopback, except those of tor.'),
    violations: z
      .literal('none')
      .optional()
      .describe('No client of ours accuses another of ours of breaking the protocol.'),
    twins: z
      .literal('one runs')
      .optional()
      .describe('Of two machines with one account, one ends up offline and says why.'),
  })
  .default({})
  .describe('What must hold.');

/** `holds` of a scenario: durations in milliseconds, sizes in bytes. */
export type Holds = z.infer<typeof holdsSchema>;
export type CheckName = keyof Holds;
