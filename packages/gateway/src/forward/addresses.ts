// Which addresses may be shared and listened on: numbers only, loopback unless the user says otherwise, never tor's own ports.
import { BlockList, isIP } from 'node:net';
import { TorchatError } from '@torchat/core';

/** Where a tor of this machine takes SOCKS requests and orders, by custom. */
const TOR_PORTS: ReadonlySet<number> = new Set([9050, 9051, 9150, 9151]);

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

interface Address {
  readonly host: string;
  readonly port: number;
}

/** Throws `bad_request`. `exposeLan`: the user shares what other machines of his network offer. `own`: ports of this program. */
export function checkShared({ host, port }: Address, exposeLan: boolean, own: readonly number[]): void {
  const kind = numeric(host);
  if (!isLoopback(host, kind) && !exposeLan)
    throw new TorchatError(
      'bad_request',
      'This address is not on this machine: sharing it opens your network to the contact, and needs --expose-lan.',
    );
  if (TOR_PORTS.has(port) || own.includes(port))
    throw new TorchatError(
      'bad_request',
      'This port belongs to tor or to this program, and is never shared.',
    );
}

/** Throws `bad_request`. `expose`: the user wants other machines to reach his forward. */
export function checkListened({ host }: Address, expose: boolean): void {
  if (!isLoopback(host, numeric(host)) && !expose)
    throw new TorchatError(
      'bad_request',
      'This address lets other machines reach the contact through yours: that needs --expose.',
    );
}

function numeric(host: string): 4 | 6 {
  const kind = isIP(host);
  if (kind === 4 || kind === 6) return kind;
  throw new TorchatError(
    'bad_request',
    'An address is written in numbers, such as 127.0.0.1 or ::1: names are never looked up.',
  );
}

function isLoopback(host: string, kind: 4 | 6): boolean {
  return loopback.check(host, kind === 4 ? 'ipv4' : 'ipv6');
}
