// The SOCKS5 handshake by the `socks` package, without its faults: no byte of the stream is lost, tor's reply code is seen.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { SocksClient } from 'socks';
import type { Credentials } from './credentials.ts';

export type Outcome =
  | { readonly ok: true }
  /** `code` is the reply's, null when the handshake broke before it. */
  | { readonly ok: false; readonly code: number | null };

export interface Destination {
  readonly host: string;
  readonly port: number;
}

/**
 * The package stops waiting by itself; our own deadline always comes first. It never clears that timer, which holds the client
 * and its 4 KiB (2.8.10): so it is hardly longer than the longest deadline there is.
 */
const LONGER_THAN_ANY_DEADLINE = 60_000;
const USER_PASSWORD = 2;

/**
 * `socket` is connected, and left paused with every byte of the stream still in it. The package never sees the socket: it is
 * fed byte by byte, so it cannot take more than its own, and stopping it is destroying the socket.
 */
export function socksHandshake(
  socket: Socket,
  destination: Destination,
  credentials: Credentials,
  done: (outcome: Outcome) => void,
): void {
  const seen: number[] = [];
  let over = false;
  const feed = new Duplex({
    read() {
      // Bytes are handed over as `data` events below, never through the buffer.
    },
    write(chunk: Buffer, _encoding, written) {
      socket.write(chunk);
      written();
    },
  });
  const client = new SocksClient({
    command: 'connect',
    proxy: { host: 'tor', port: 1, type: 5, userId: credentials.user, password: credentials.password },
    destination,
    timeout: LONGER_THAN_ANY_DEADLINE,
    existing_socket: feed,
  });

  function finish(outcome: Outcome): void {
    if (over) return;
    over = true;
    socket.off('readable', pump);
    socket.off('close', closed);
    done(outcome);
  }
  function nextByte(): Buffer | null {
    return over ? null : (socket.read(1) as Buffer | null);
  }
  function pump(): void {
    for (let byte = nextByte(); byte; byte = nextByte()) {
      seen.push(byte[0] ?? 0);
      feed.emit('data', byte);
    }
  }
  function closed(): void {
    feed.destroy();
    finish({ ok: false, code: null });
  }

  client.once('established', () => {
    finish({ ok: true });
  });
  client.once('error', () => {
    const reply = seen[1] === USER_PASSWORD ? 4 : 2;
    finish({ ok: false, code: seen[reply + 1] ?? null });
  });
  socket.on('readable', pump);
  socket.once('close', closed);
  client.connect(feed);
}
