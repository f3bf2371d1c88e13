// The mock network's SOCKS port, for programs that know nothing of this package.
import { createServer, type Server, type Socket } from 'node:net';
import { type DialFailure, type TorchatId, wireId } from '@torchat/core';
import { DialError } from '@torchat/core/node';
import { openStreams } from '../open-streams.ts';
import { type SocksRequest, socksRequest } from './socks-request.ts';

export interface SocksServer {
  readonly port: number;
  close(): Promise<void>;
}

/** As a tor with ExtendedErrors answers. */
const REPLIES: Partial<Record<DialFailure, number>> = {
  not_published: 0xf0,
  bad_descriptor: 0xf1,
  introduction_failed: 0xf2,
  rendezvous_failed: 0xf3,
  authorization: 0xf4,
  bad_address: 0xf6,
  port_refused: 0x05,
  timeout: 0x06,
};
const GRANTED = 0;
const GENERAL_FAILURE = 1;

/** Leads a stream for an id on the network. Rejects with `DialError`. */
type Dial = (id: TorchatId, port: number, signal: AbortSignal) => Promise<Socket>;
/** Joins the client and the stream that was dialled for it, until both are closed. */
export type Carry = (client: Socket, stream: Socket, id: TorchatId) => void;

export async function socksServer(dial: Dial, carry: Carry = straight): Promise<SocksServer> {
  const streams = openStreams();
  const server = createServer({ noDelay: true }, (client) => {
    serve(streams.keep(client), dial, carry);
  });
  const port = await listening(server);
  return {
    port,
    close() {
      streams.closeAll();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

function serve(client: Socket, dial: Dial, carry: Carry): void {
  const read = socksRequest();
  client.on('error', () => undefined);
  function take(chunk: Buffer): void {
    const { answer, done } = read(chunk);
    if (answer) client.write(answer);
    if (done === undefined) return;
    client.off('data', take);
    client.pause();
    if (done === null) client.destroy();
    else void join(client, done, dial, carry);
  }
  client.on('data', take);
}

async function join(client: Socket, request: SocksRequest, dial: Dial, carry: Carry): Promise<void> {
  const gone = new AbortController();
  client.once('close', () => {
    gone.abort();
  });
  const id = wireId(request.host.replace(/\.onion$/u, ''));
  try {
    if (id === null) throw new DialError('bad_address', 'This is no onion address.');
    const stream = await dial(id, request.port, gone.signal);
    client.write(reply(request.version, GRANTED));
    if (request.rest.length > 0) client.unshift(request.rest);
    carry(client, stream, id);
  } catch (failure) {
    const reason = failure instanceof DialError ? failure.reason : 'failed';
    client.end(reply(request.version, REPLIES[reason] ?? GENERAL_FAILURE));
  }
}

function straight(client: Socket, stream: Socket): void {
  stream.once('close', () => client.destroySoon());
  client.once('close', () => stream.destroySoon());
  stream.pipe(client);
  client.pipe(stream);
}

function reply(version: 4 | 5, code: number): Buffer {
  if (version === 4) return Buffer.of(0, code === GRANTED ? 0x5a : 0x5b, 0, 0, 0, 0, 0, 0);
  return Buffer.of(5, code, 0, 1, 0, 0, 0, 0, 0, 0);
}
