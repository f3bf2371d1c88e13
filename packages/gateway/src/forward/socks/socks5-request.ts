// Reads what a SOCKS5 client says before its bytes (RFC 1928), from bytes that come in any pieces. Does no I/O.

const VERSION = 5;
const NO_AUTHENTICATION = 0;
const ADDRESS = { v4: 1, name: 3, v6: 4 } as const;

/** The client takes a port without a password; `rest` is what followed. */
export interface Greeting {
  readonly open: boolean;
  readonly rest: Buffer;
}

export interface Socks5Request {
  /** 1 CONNECT, 2 BIND, 3 UDP ASSOCIATE. */
  readonly command: number;
  readonly address: Destination;
  /** What followed the request at once. */
  readonly rest: Buffer;
}

/** `host` as it came, as latin1; null where it is a numeric address. */
interface Destination {
  readonly host: string | null;
  readonly port: number;
}

/** Takes the next bytes: null while there is more to come, `bad` for what is no SOCKS5. */
export type Reader<T> = (chunk: Buffer) => T | 'bad' | null;

/** `version | count | methods` */
export function socks5Greeting(): Reader<Greeting> {
  return gathering((held) => {
    if (held[0] !== VERSION) return 'bad';
    const count = held[1];
    if (count === undefined || held.length < 2 + count) return null;
    const methods = held.subarray(2, 2 + count);
    return { open: methods.includes(NO_AUTHENTICATION), rest: held.subarray(2 + count) };
  });
}

/** `version | command | 0 | address` */
export function socks5Request(): Reader<Socks5Request> {
  return gathering((held) => {
    if (held[0] !== VERSION) return 'bad';
    const found = destinationAt(held, 3);
    if (found === null || found === 'bad') return found;
    return { command: held.readUInt8(1), address: found.address, rest: held.subarray(found.end) };
  });
}

interface Found {
  readonly address: Destination;
  /** Where what follows begins. */
  readonly end: number;
}

/** `type | address | port`, in a request or a datagram; null where it is cut short. */
export function destinationAt(held: Buffer, at: number): Found | 'bad' | null {
  const type = held[at];
  if (type === undefined) return null;
  const from = at + 1;
  if (type === ADDRESS.v4) return portAt(held, from + 4, null);
  if (type === ADDRESS.v6) return portAt(held, from + 16, null);
  if (type !== ADDRESS.name) return 'bad';
  const length = held[from];
  if (length === undefined) return null;
  const end = from + 1 + length;
  return portAt(held, end, held.toString('latin1', from + 1, end));
}

function portAt(held: Buffer, at: number, host: string | null): Found | null {
  if (held.length < at + 2) return null;
  return { address: { host, port: held.readUInt16BE(at) }, end: at + 2 };
}

/** What is read is bounded by its length bytes: at most 262. */
function gathering<T>(read: (held: Buffer) => T | 'bad' | null): Reader<T> {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    return held.length === 0 ? null : read(held);
  };
}
