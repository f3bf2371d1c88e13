// Where a SOCKS or control port listens, and a connected socket to it.
import { connect, type Socket } from 'node:net';

/** `host` is an IP address. */
export type Endpoint = { readonly path: string } | { readonly host: string; readonly port: number };

/** A socket that is connecting. Small writes go out at once: Nagle's waiting made an echo through tor six times slower. */
export function connectTo(endpoint: Endpoint): Socket {
  return 'path' in endpoint
    ? connect({ path: endpoint.path })
    : connect({ host: endpoint.host, port: endpoint.port, noDelay: true });
}
