// An address as a person types it: `8080`, `127.0.0.1:8080`, `[::1]:8080`.
import { TorchatError } from '@torchat/core';

export interface Address {
  readonly host: string;
  readonly port: number;
}

const FORM = /^(?:(?<v4>[\d.]+)|\[(?<v6>[\da-fA-F:.]+)\]):(?<port>\d{1,5})$/u;
const MOST = 65_535;

/** `host`: what a port alone stands at; null where an address is needed. Throws `bad_request`. */
export function parseAddress(text: string, host: string | null): Address {
  const alone = host !== null && /^\d{1,5}$/u.test(text);
  const groups = alone ? { v4: host, port: text } : FORM.exec(text)?.groups;
  const port = Number(groups?.['port']);
  const where = groups?.['v4'] ?? groups?.['v6'];
  if (where === undefined || !(port >= 1 && port <= MOST))
    throw new TorchatError(
      'bad_request',
      `An address is ${host === null ? '' : 'a port, or '}a numeric host and a port, such as 127.0.0.1:8080 or [::1]:8080: names are never looked up.`,
    );
  return { host: where, port };
}

export function addressWords({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
