// One file from one client to the other, and what both say of it.
import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Party } from '../support/party.ts';

export const MEGABYTE = 1_000_000;

/** Never twice the same, so that what was mixed up shows. */
export function bytesOf(size: number): Uint8Array {
  return randomBytes(size);
}

export interface Underway {
  /** The sender's key of it, and the receiver's. */
  readonly sender: string;
  readonly receiver: string;
  /** As the receiver was told. */
  readonly name: string;
}

/** Resolves when the receiver has the offer. */
export async function offered(from: Party, to: Party, name: string, bytes: Uint8Array): Promise<Underway> {
  const sender = await from.send(to, name, bytes);
  // Each content under way has a size of its own.
  const offer = await to.takeNext('file_offer', from, (event) => event['size'] === bytes.length);
  return { sender, receiver: String(offer['id']), name: String(offer['name']) };
}

/** Resolves when the receiver has it whole and the sender knows. */
export async function arrived(
  from: Party,
  to: Party,
  { sender, receiver }: Underway,
  bytes: Uint8Array,
): Promise<void> {
  const end = await to.takeNext('file_recv_end', from, ({ id }) => String(id) === receiver, 4 * to.patience);
  const md5 = createHash('md5').update(bytes).digest('hex');
  expect(end).toMatchObject({ ok: true, size: bytes.length, md5 });
  await from.until('hear that the file arrived', () => from.sending(sender)?.complete === true);
}

export async function arrives(from: Party, to: Party, name: string, bytes: Uint8Array): Promise<Underway> {
  const underway = await offered(from, to, name, bytes);
  await arrived(from, to, underway, bytes);
  return underway;
}
