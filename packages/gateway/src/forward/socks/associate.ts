// UDP ASSOCIATE: a port for one program's datagrams, each with the host name it is for; it lives as long as its connection.
import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6, type Socket } from 'node:net';
import { FLOWS_PER_ASSOCIATION, REST_LEAST } from '../limits.ts';
import type { OpenedStream } from '../open-stream.ts';
import type { Traffic } from '../tcp/carry.ts';
import { clock } from '../udp/clock.ts';
import { after } from '../udp/modulo.ts';
import { Source } from '../udp/source.ts';
import { datagramTo, headOf } from './datagram-head.ts';
import type { Resolved } from './host-name.ts';
import { REPLY, type Reply, replyBytes } from './replies.ts';

interface Association {
  readonly traffic: Traffic;
  readonly resolve: (host: string | null) => Resolved | Reply;
  readonly open: (to: Resolved, closed: AbortSignal) => Promise<OpenedStream>;
}

/** `port`: where the program says it sends from, 0 where it does not say. Resolves when its connection is gone. */
export async function associate(
  control: Socket,
  port: number,
  { traffic, resolve, open }: Association,
): Promise<void> {
  const host = plain(control.localAddress);
  // Gone already: an empty address would be every address.
  if (host === '') return;
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  socket.on('error', () => undefined);
  const flows = new Map<string, Source>();
  /** Since when a service that could not be reached is left alone. */
  const resting = new Map<string, number>();
  const program = { address: plain(control.remoteAddress), port };
  socket.on('message', (bytes, from) => {
    if (!isFrom(program, from)) return;
    const head = headOf(bytes);
    if (head === null) return;
    const flow = flows.get(head.name) ?? begin(head.name, head.host, bytes.subarray(0, head.end));
    if (flow === null) return;
    const payload = bytes.subarray(head.end);
    traffic.sent(payload.length);
    flow.send(payload);
  });

  function begin(name: string, wanted: string | null, head: Buffer): Source | null {
    const to = resolve(wanted);
    if (typeof to === 'number' || flows.size >= FLOWS_PER_ASSOCIATION) return null;
    const service = `${to.contact} ${to.service}`;
    const rests = resting.get(service);
    if (rests !== undefined && after(clock(), rests) < REST_LEAST) return null;
    // What comes back carries the very name it was sent to.
    const own = Buffer.from(head);
    const source = new Source({
      redundant: false,
      open: (_circuit, closed) => open(to, closed),
      deliver(bytes) {
        traffic.got(bytes.length);
        socket.send(datagramTo(own, bytes), program.port, program.address);
      },
      ended(reached) {
        flows.delete(name);
        if (!reached) resting.set(service, clock());
      },
    });
    flows.set(name, source);
    return source;
  }

  const closed = once(control, 'close');
  if (await bound(socket, host)) {
    control.write(replyBytes(REPLY.granted, { host, port: socket.address().port }));
    // Only its end is waited for.
    control.resume();
    control.once('end', () => control.end());
  } else control.end(replyBytes(REPLY.failed));
  if (!control.closed) await closed;
  for (const { flow } of flows.values()) flow.close();
  await new Promise<void>((done) => void socket.close(() => done()));
}

/** Nobody else's datagrams: those of the connection's machine alone, and of the first port that spoke. */
function isFrom(program: { readonly address: string; port: number }, from: RemoteInfo): boolean {
  if (from.address !== program.address) return false;
  if (program.port === 0) program.port = from.port;
  return program.port === from.port;
}

function bound(socket: UdpSocket, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('error', () => resolve(false));
    socket.bind({ address, port: 0, exclusive: true }, () => resolve(true));
  });
}

/** An IPv4 address as a socket of IPv6 writes it, and as everybody else does. */
function plain(address = ''): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/u, '');
}
