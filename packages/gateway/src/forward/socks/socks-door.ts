// A SOCKS5 port that leads to contacts' services and nowhere else: TCP by CONNECT, datagrams by UDP ASSOCIATE.
import type { Socket } from 'node:net';
import type { ContactView, SocksPort } from '@torchat/core';
import type { Held } from '@torchat/core/node';
import type { Doorway } from '../doors.ts';
import { SOCKS_DEADLINE } from '../limits.ts';
import { openLocalServer } from '../local-server.ts';
import type { OpenedStream } from '../open-stream.ts';
import type { Traffic } from '../tcp/carry.ts';
import { associate } from './associate.ts';
import { type Resolved, resolve } from './host-name.ts';
import { REPLY, type Reply, replyBytes, replyFor } from './replies.ts';
import { type Reader, type Socks5Request, socks5Greeting, socks5Request } from './socks5-request.ts';

export interface SocksDoorOptions extends SocksPort {
  readonly contacts: () => readonly ContactView[];
  /** As `carry`: rejects where it did not open, and leaves the connection to us then. */
  readonly carry: (local: Socket, to: Resolved, traffic: Traffic, opened: () => void) => Promise<unknown>;
  /** A fresh stream to a UDP service. */
  readonly open: (to: Resolved, closed: AbortSignal) => Promise<OpenedStream>;
}

const GREETED = Buffer.of(5, 0);
const NO_METHOD = Buffer.of(5, 0xff);
const COMMAND = { connect: 1, associate: 3 } as const;

/** Throws `port_taken`, `bad_request`. */
export function openSocksDoor(options: SocksDoorOptions): Promise<Held<Doorway>> {
  return openLocalServer(options, (local, traffic) => void serve(local, options, traffic));
}

async function serve(local: Socket, options: SocksDoorOptions, traffic: Traffic): Promise<void> {
  const deadline = setTimeout(() => local.destroy(), SOCKS_DEADLINE);
  local.once('close', () => clearTimeout(deadline));
  const greeting = await read(local, socks5Greeting());
  if (greeting === null) return void local.destroy();
  if (!greeting.open) return void local.end(NO_METHOD);
  local.write(GREETED);
  if (greeting.rest.length > 0) local.unshift(greeting.rest);
  const request = await read(local, socks5Request());
  clearTimeout(deadline);
  if (request === null) return void local.destroy();
  const reply = await answer(local, request, options, traffic);
  if (reply === null || local.destroyed) return;
  local.end(replyBytes(reply));
  // Nothing more is read: what it still sends may not keep it.
  local.resume();
  setTimeout(() => local.destroy(), SOCKS_DEADLINE).unref();
}

/** Null where it was granted, and is over. */
async function answer(
  local: Socket,
  { command, address, rest }: Socks5Request,
  options: SocksDoorOptions,
  traffic: Traffic,
): Promise<Reply | null> {
  const { contacts, carry, open } = options;
  if (command === COMMAND.associate) {
    await associate(local, address.port, {
      traffic,
      open,
      resolve: (host) => resolve(contacts(), host, 'udp'),
    });
    return null;
  }
  if (command !== COMMAND.connect) return REPLY.badCommand;
  const to = resolve(contacts(), address.host, 'tcp');
  if (typeof to === 'number') return to;
  if (rest.length > 0) local.unshift(rest);
  try {
    await carry(local, to, traffic, () => void local.write(replyBytes(REPLY.granted)));
    return null;
  } catch (failure) {
    return replyFor(failure);
  }
}

/** Null where it was no SOCKS5, or ended before it was whole. The connection is paused then, what followed is in `rest`. */
function read<T>(local: Socket, reader: Reader<T>): Promise<T | null> {
  return new Promise((resolved) => {
    const take = (chunk: Buffer): void => {
      const result = reader(chunk);
      if (result !== null) settle(result === 'bad' ? null : result);
    };
    const gone = (): void => settle(null);
    const settle = (result: T | null): void => {
      local.off('data', take).off('end', gone).off('close', gone);
      local.pause();
      resolved(result);
    };
    local.on('data', take).on('end', gone).on('close', gone);
    local.resume();
  });
}
