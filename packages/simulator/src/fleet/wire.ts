// What the conductor asks an agent: a line of JSON on a connection of its own, and a line of JSON back.
import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { z } from 'zod';

const name = z.string().min(1).max(200);
const size = z.int().min(0).max(1_000_000_000);
const which = z.enum(['first', 'twin']);

const askedSchema = z.discriminatedUnion('do', [
  /** Answered with who lives there. */
  z.strictObject({ do: z.literal('meet') }),
  /** Starts the client; from then on the connection is its standard input and output. */
  z.strictObject({ do: z.literal('run'), which }),
  z.strictObject({ do: z.literal('kill'), which }),
  z.strictObject({ do: z.enum(['freeze', 'thaw', 'kill_tor', 'cut', 'heal', 'look', 'echo', 'free_port']) }),
  z.strictObject({ do: z.literal('write'), name, size }),
  z.strictObject({ do: z.literal('forget'), path: z.string().max(4096) }),
  z.strictObject({ do: z.literal('round'), port: z.int().min(1).max(65535), name, size }),
]);

export type Asked = z.infer<typeof askedSchema>;

export type Answer = { readonly ok: unknown } | { readonly error: string };

const LONGEST_LINE = 16_384;
const GREETING_WITHIN = 10_000;

/** The line with which a connection begins. */
export function opening(token: string, asked: Asked): string {
  return `${JSON.stringify({ token, asked })}\n`;
}

/** Null: it is none of ours, or not one that we know. What came behind it is pushed back. */
export async function readOpening(socket: Socket, token: string): Promise<Asked | null> {
  const line = await firstLine(socket);
  if (line === null) return null;
  try {
    const said: unknown = JSON.parse(line);
    if (typeof said !== 'object' || said === null || !isSame(Reflect.get(said, 'token'), token)) return null;
    const asked = askedSchema.safeParse(Reflect.get(said, 'asked'));
    return asked.success ? asked.data : null;
  } catch {
    return null;
  }
}

/** Null for one that is too long, too late, or ended before. Leaves the stream paused behind it. */
export async function firstLine(socket: Socket, within = GREETING_WITHIN): Promise<string | null> {
  const timer = setTimeout(() => socket.destroy(), within);
  let bytes = Buffer.alloc(0);
  try {
    for (;;) {
      const chunk = (socket.read() as Buffer | null) ?? (await readable(socket));
      if (chunk === null) return null;
      bytes = Buffer.concat([bytes, chunk]);
      const end = bytes.indexOf('\n');
      if (end < 0 && bytes.length > LONGEST_LINE) return null;
      if (end < 0) continue;
      if (end + 1 < bytes.length) socket.unshift(bytes.subarray(end + 1));
      return bytes.subarray(0, end).toString();
    }
  } finally {
    clearTimeout(timer);
  }
}

/** What can be read next; null at the end. */
function readable(socket: Socket): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['readable', 'end', 'close', 'error']) socket.removeListener(event, done);
      resolve(socket.destroyed ? null : (socket.read() as Buffer | null));
    };
    for (const event of ['readable', 'end', 'close', 'error']) socket.once(event, done);
    if (socket.destroyed || socket.readableEnded) done();
  });
}

function isSame(said: unknown, token: string): boolean {
  const [one, other] = [Buffer.from(String(said)), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
