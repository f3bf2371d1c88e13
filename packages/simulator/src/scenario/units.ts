// What numbers look like in a scenario: durations, sizes and rates with their units, never bare numbers to guess at.
import { z } from 'zod';

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const BYTES = { B: 1, KB: 1000, MB: 1_000_000, GB: 1_000_000_000 } as const;

type TimeUnit = keyof typeof MILLISECONDS;
type SizeUnit = keyof typeof BYTES;

const DURATION = /^(\d+(?:\.\d+)?) ?(ms|s|m|h|d)$/u;
const JUMP = /^([+-])(\d+(?:\.\d+)?) ?(ms|s|m|h|d)$/u;
const SIZE = /^(\d+(?:\.\d+)?) ?(B|KB|MB|GB)$/u;
const RATE = /^(\d+(?:\.\d+)?)\/(s|m|h|d)$/u;

/** Milliseconds. */
export const duration = z
  .string()
  .regex(DURATION, 'a duration reads like 30s, 5m, 1.5h or 2d')
  .describe('A duration: 500ms, 30s, 5m, 1.5h, 2d.')
  .transform((text) => {
    const [, amount, unit] = DURATION.exec(text) as unknown as [string, string, TimeUnit];
    return Number(amount) * MILLISECONDS[unit];
  });

/** Milliseconds, with the sign. */
export const jump = z
  .string()
  .regex(JUMP, 'a jump reads like +1h or -10m')
  .describe('How far a clock jumps: +1h, -10m.')
  .transform((text) => {
    const [, sign, amount, unit] = JUMP.exec(text) as unknown as [string, string, string, TimeUnit];
    return (sign === '-' ? -1 : 1) * Number(amount) * MILLISECONDS[unit];
  });

/** Bytes. */
export const size = z
  .string()
  .regex(SIZE, 'a size reads like 64 KB or 2 MB')
  .describe('Bytes, in steps of 1000: 800 B, 64 KB, 2 MB, 1 GB.')
  .transform((text) => {
    const [, amount, unit] = SIZE.exec(text) as unknown as [string, string, SizeUnit];
    return Math.round(Number(amount) * BYTES[unit]);
  });

/** Times per millisecond. */
export const rate = z
  .string()
  .regex(RATE, 'a rate reads like 6/h or 0.5/s')
  .describe('How often on average, at random moments: 6/h, 1/m, 20/d.')
  .transform((text) => {
    const [, amount, unit] = RATE.exec(text) as unknown as [string, string, TimeUnit];
    return Number(amount) / MILLISECONDS[unit];
  });
