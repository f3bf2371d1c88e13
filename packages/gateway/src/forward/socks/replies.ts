// What the SOCKS port answers, and the true reason for each refusal (RFC 1928, section 6).
import { TorchatError } from '@torchat/core';
import { TunnelRefused } from '@torchat/core/node';
import { isIPv6 } from 'node:net';

export const REPLY = {
  granted: 0,
  failed: 1,
  notAllowed: 2,
  hostUnreachable: 4,
  refused: 5,
  badCommand: 7,
} as const;
export type Reply = (typeof REPLY)[keyof typeof REPLY];

const VERSION = 5;
const NOWHERE = { host: '0.0.0.0', port: 0 };

/** `version | reply | 0 | address`; `bound` is where datagrams go. */
export function replyBytes(reply: Reply, bound = NOWHERE): Buffer {
  const v6 = isIPv6(bound.host);
  const port = Buffer.alloc(2);
  port.writeUInt16BE(bound.port);
  return Buffer.concat([Buffer.of(VERSION, reply, 0, v6 ? 4 : 1), addressBytes(bound.host, v6), port]);
}

/** Why a service was not opened. */
export function replyFor(failure: unknown): Reply {
  if (failure instanceof TunnelRefused)
    switch (failure.reason) {
      case 'refused':
        return REPLY.refused;
      case 'gone':
      case 'busy':
        return REPLY.notAllowed;
      case 'stale':
      case 'unreachable':
      case 'lost':
        return REPLY.hostUnreachable;
      default:
        return failure.reason satisfies never;
    }
  if (!(failure instanceof TorchatError)) return REPLY.failed;
  return failure.code === 'unknown_service' || failure.code === 'unknown_contact'
    ? REPLY.notAllowed
    : REPLY.hostUnreachable;
}

function addressBytes(host: string, v6: boolean): Buffer {
  if (!v6) return Buffer.from(host.split('.').map(Number));
  // The platform's own reading of the many ways to write one.
  const groups = new URL(`http://[${host.split('%', 1)[0]}]`).hostname.slice(1, -1).split('::');
  const [head = [], tail = []] = groups.map((part) => part.split(':').filter((group) => group !== ''));
  const bytes = Buffer.alloc(16);
  for (const [at, group] of head.entries()) bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * at);
  for (const [at, group] of tail.entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), 16 - 2 * (tail.length - at));
  return bytes;
}
