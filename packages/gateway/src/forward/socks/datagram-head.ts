// The head of a datagram between a program and the SOCKS port: `0 0 | fragment | type | address | port` (RFC 1928, section 7).
import { destinationAt } from './socks5-request.ts';

/** Two reserved bytes and the number of the fragment. */
const BEFORE_ADDRESS = 3;

export interface DatagramHead {
  readonly host: string | null;
  /** The address as it was written: one flow for each. */
  readonly name: string;
  /** Where the datagram itself begins. */
  readonly end: number;
}

/** Null for what has no such head, and for fragments: nobody sends them. */
export function headOf(bytes: Buffer): DatagramHead | null {
  if (bytes.length < BEFORE_ADDRESS || bytes[2] !== 0) return null;
  const found = destinationAt(bytes, BEFORE_ADDRESS);
  if (found === null || found === 'bad') return null;
  const name = bytes.toString('latin1', BEFORE_ADDRESS, found.end);
  return { host: found.address.host, name, end: found.end };
}

export function datagramTo(head: Uint8Array, bytes: Uint8Array): Buffer {
  return Buffer.concat([head, bytes]);
}
