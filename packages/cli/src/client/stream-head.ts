// Reads what a gateway answers to a wish for a stream, from bytes that come in any pieces.

/** Node's own bound for headers is of this order, too. */
const LONGEST = 16 * 1024;
const END = '\r\n\r\n';
const STATUS = /^HTTP\/1\.1 (\d{3}) /u;

export interface StreamHead {
  readonly status: number;
  /** What came behind it: the first bytes of the stream, or of the reason why there is none. */
  readonly rest: Buffer;
}

/** A function that takes the next bytes: null while there is more to come, `bad` for what is no answer. */
export function streamHead(): (chunk: Buffer) => StreamHead | 'bad' | null {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    const end = held.indexOf(END);
    if (end < 0) return held.length > LONGEST ? 'bad' : null;
    const status = STATUS.exec(held.toString('latin1', 0, end))?.[1];
    return status === undefined ? 'bad' : { status: Number(status), rest: held.subarray(end + END.length) };
  };
}
