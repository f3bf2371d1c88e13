// A SOCKS5 dial written by hand (RFC 1928, 1929): nothing of the product in it.
import { connect, type Socket } from 'node:net';

const USER_PASSWORD = 2;
const CONNECT = 1;
const DOMAIN = 3;
/** Lengths of an answer to CONNECT by its kind of address: tor names an IPv4 or an IPv6 address. */
const ANSWERS: Readonly<Record<number, number>> = { 1: 10, 4: 22 };

export interface RawDial {
  /** Where tor listens: the path of a unix socket, or a port of 127.0.0.1. */
  readonly socks: string | number;
  readonly host: string;
  readonly port: number;
  /** These two decide which streams may share circuits. */
  readonly user: string;
  readonly password?: string;
  /** Milliseconds until it is given up. */
  readonly deadline: number;
}

/** A stream to `host:port`. Rejects with tor's reply code, or when the deadline passes. */
export function socksDial({ socks, host, port, user, password = '0', deadline }: RawDial): Promise<Socket> {
  const name = Buffer.from(user);
  const secret = Buffer.from(password);
  const to = Buffer.from(host);
  // One at a time: of requests that come together tor answers only the later ones.
  const requests = [
    Buffer.concat([Buffer.of(1, name.length), name, Buffer.of(secret.length), secret]),
    Buffer.concat([Buffer.of(5, CONNECT, 0, DOMAIN, to.length), to, Buffer.of(port >> 8, port & 255)]),
  ];
  return new Promise((resolve, reject) => {
    const socket = typeof socks === 'string' ? connect({ path: socks }) : connect(socks, '127.0.0.1');
    socket.setNoDelay(true);
    let heard = Buffer.alloc(0);
    const timer = setTimeout(() => fail(`no answer in ${deadline / 1000} s`), deadline);
    const fail = (why: string): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(new Error(`The raw dial failed: ${why}.`));
    };
    const closed = (): void => fail('tor closed it');
    const hear = (chunk: Buffer): void => {
      heard = Buffer.concat([heard, chunk]);
      const request = requests[0];
      if (request !== undefined) {
        if (heard.length < 2) return;
        heard = heard.subarray(2);
        requests.shift();
        socket.write(request);
        return;
      }
      if (heard.length < (ANSWERS[heard[3] ?? 0] ?? 4)) return;
      socket.off('data', hear);
      socket.off('close', closed);
      clearTimeout(timer);
      if (heard[1] === 0) resolve(socket);
      else fail(`tor answered ${heard[1]?.toString(16)}`);
    };
    socket.on('data', hear);
    socket.once('close', closed);
    socket.on('error', (error) => fail(error.message));
    socket.write(Buffer.of(5, 1, USER_PASSWORD));
  });
}
