// A contact's service as the bytes of one API connection: an HTTP upgrade, then nothing but the stream, both ways.
import type { IncomingMessage, Server } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { STREAM_PATH, STREAM_PROTOCOL } from '../api/routes.ts';
import { RequestError } from './errors.ts';
import { browserFault } from './guard.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';

/** Who and which, as the caller wrote it. */
export interface StreamTarget {
  readonly contact: string;
  readonly service: string;
}

/**
 * Joins a paused connection of this machine to a contact's TCP service and resolves when all is over. Calls `opened` at the
 * contact's yes, before its first byte. Rejects where it did not open, and leaves the connection to the caller then.
 */
export type JoinStream = (target: StreamTarget, local: Socket, opened: () => void) => Promise<unknown>;

/** Fewer than connections of the API, so that streams never keep commands out. */
const STREAMS = 64;
const ACCEPTED = `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${STREAM_PROTOCOL}\r\n\r\n`;
const PATH = new RegExp(`^${STREAM_PATH.replace(':id', '([^/?]+)').replace(':service', '([^/?]+)')}$`, 'u');

/** Serves streams on this server; returns its undo, which breaks those under way. */
export function serveStreams(server: Server, join: JoinStream): () => void {
  const open = new Set<Socket>();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const target = streamTarget(request.url);
    if (target === null) return;
    const fault = streamFault(request, open.size >= STREAMS);
    if (fault !== null || !(socket instanceof Socket)) return refuseUpgrade(socket, fault);
    void carry(target, socket, head);
  }

  async function carry(target: StreamTarget, local: Socket, head: Buffer): Promise<void> {
    open.add(local);
    local.on('error', () => undefined);
    local.once('close', () => open.delete(local));
    local.pause();
    if (head.length > 0) local.unshift(head);
    try {
      await join(target, local, () => void local.write(ACCEPTED));
    } catch (failure) {
      refuseUpgrade(local, failure);
    }
  }

  server.on('upgrade', upgrade);
  return () => {
    server.off('upgrade', upgrade);
    for (const local of open) local.destroy();
  };
}

/** What the address of a request names; null where it is none of a stream. */
export function streamTarget(url: string | undefined): StreamTarget | null {
  const [, contact, service] = PATH.exec(url?.split('?', 1)[0] ?? '') ?? [];
  if (contact === undefined || service === undefined) return null;
  try {
    return { contact: decodeURIComponent(contact), service: decodeURIComponent(service) };
  } catch {
    return null;
  }
}

function streamFault({ headers, method }: IncomingMessage, full: boolean): RequestError | null {
  const fault = browserFault(headers);
  if (fault !== null) return fault;
  if (method !== 'GET' || headers.upgrade?.toLowerCase() !== STREAM_PROTOCOL)
    return new RequestError(400, `A stream is asked for with GET and "Upgrade: ${STREAM_PROTOCOL}".`);
  return full ? new RequestError(503, 'Too many streams are open through the API.', 'too_many') : null;
}
