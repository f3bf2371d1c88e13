// Reads what a SOCKS4a or SOCKS5 client asks for, from bytes that come in any pieces. Does no I/O.

export interface SocksRequest {
  readonly version: 4 | 5;
  readonly host: string;
  readonly port: number;
  /** What followed the request at once. */
  readonly rest: Buffer;
}

/** `answer`: bytes to send back now. `done`: the request, or null for what is no SOCKS. */
export interface SocksStep {
  readonly answer: Buffer | null;
  readonly done?: SocksRequest | null;
}

const LONGEST = 1024;
const WAIT: SocksStep = { answer: null };
const WRONG: SocksStep = { answer: null, done: null };
const NO_AUTH = 0;
const USER_PASSWORD = 2;

/** A function that takes the next bytes. */
export function socksRequest(): (chunk: Buffer) => SocksStep {
  let held: Buffer = Buffer.alloc(0);
  let stage: 'greeting' | 'password' | 'request' = 'greeting';

  function step(): SocksStep {
    if (held.length > LONGEST) return WRONG;
    if (stage === 'greeting') return held[0] === 4 ? socks4a(held) : greeting();
    return stage === 'password' ? password() : socks5(held);
  }
  function greeting(): SocksStep {
    const end = 2 + (held[1] ?? 0);
    if (held[0] !== 5) return WRONG;
    if (held.length < end) return WAIT;
    const method = held.subarray(2, end).includes(USER_PASSWORD) ? USER_PASSWORD : NO_AUTH;
    held = held.subarray(end);
    stage = method === USER_PASSWORD ? 'password' : 'request';
    return { answer: Buffer.of(5, method) };
  }
  function password(): SocksStep {
    const user = held[1];
    const length = user === undefined ? undefined : held[2 + user];
    if (user === undefined || length === undefined || held.length < 3 + user + length) return WAIT;
    held = held.subarray(3 + user + length);
    stage = 'request';
    return { answer: Buffer.of(1, 0) };
  }

  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    const answers: Buffer[] = [];
    for (;;) {
      const next = held.length === 0 ? WAIT : step();
      if (next.answer) answers.push(next.answer);
      if (next.answer === null || next.done !== undefined)
        return { ...next, answer: answers.length > 0 ? Buffer.concat(answers) : null };
    }
  };
}

function socks4a(held: Buffer): SocksStep {
  const user = held.indexOf(0, 8);
  const host = user === -1 ? -1 : held.indexOf(0, user + 1);
  if (host === -1) return WAIT;
  return request(4, held.toString('latin1', user + 1, host), held.readUInt16BE(2), held.subarray(host + 1));
}

function socks5(held: Buffer): SocksStep {
  if (held.length < 5) return WAIT;
  const end = 5 + (held[4] ?? 0);
  // Names only: what is not an onion address has no place here.
  if (held[1] !== 1 || held[3] !== 3) return WRONG;
  if (held.length < end + 2) return WAIT;
  return request(5, held.toString('latin1', 5, end), held.readUInt16BE(end), held.subarray(end + 2));
}

function request(version: 4 | 5, host: string, port: number, rest: Buffer): SocksStep {
  return { answer: null, done: { version, host, port, rest } };
}
