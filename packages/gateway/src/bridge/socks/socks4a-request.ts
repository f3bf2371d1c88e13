// Reads what a SOCKS4a client asks for, from bytes that come in any pieces. Does no I/O.

export interface Socks4aRequest {
  /** The host name as it came, as latin1; null where it gave an address of four bytes, or wants anything but CONNECT. */
  readonly host: string | null;
  readonly port: number;
  /** What followed the request at once. */
  readonly rest: Buffer;
}

/** version 4, command, port, address */
const FIXED_BYTES = 8;
const CONNECT = 1;
const LONGEST_USER = 64;
const LONGEST_HOST = 64;

/** A function that takes the next bytes: null while there is more to come, `bad` for what is no SOCKS4a. */
export function socks4aRequest(): (chunk: Buffer) => Socks4aRequest | 'bad' | null {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    // The greeting of SOCKS5 ends here, and so does a browser that was led astray.
    if (held.length > 0 && held[0] !== 4) return 'bad';
    if (held.length < FIXED_BYTES) return null;
    const userEnd = end(held, FIXED_BYTES, LONGEST_USER);
    if (typeof userEnd !== 'number') return userEnd;
    const port = held.readUInt16BE(2);
    const command = held[1];
    // 0.0.0.x: the name follows (SOCKS 4A, Ying-Da Lee).
    const named = held.readUIntBE(4, 3) === 0 && held[7] !== 0;
    if (!named) return { host: null, port, rest: held.subarray(userEnd + 1) };
    const hostEnd = end(held, userEnd + 1, LONGEST_HOST);
    if (typeof hostEnd !== 'number') return hostEnd;
    const host = command === CONNECT ? held.toString('latin1', userEnd + 1, hostEnd) : null;
    return { host, port, rest: held.subarray(hostEnd + 1) };
  };
}

/** Where the text that begins here ends in a NUL. */
function end(held: Buffer, from: number, longest: number): number | 'bad' | null {
  const at = held.subarray(from, from + longest + 1).indexOf(0);
  if (at >= 0) return from + at;
  return held.length > from + longest ? 'bad' : null;
}
