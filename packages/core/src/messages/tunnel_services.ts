// tunnel_services <name>/<tcp|udp> <name>/<tcp|udp> ...
//
// Example:  `tunnel_services web/tcp voice/udp`
// Receiver: (extension `tunnel`) may open these and no others towards the sender; each such line replaces the one before.
import type { Service } from '../model.ts';
import { isServiceName } from '../tunnel/service-name.ts';
import type { ArgumentReader } from '../wire/argument-reader.ts';
import type { Format } from './format.ts';

/** Services that one side may offer to one contact. */
export const MAX_SERVICES = 64;
const MAX_BYTES = 4096;

type TunnelServices = {
  readonly command: 'tunnel_services';
  readonly services: readonly Service[];
};

export const tunnelServices: Format<TunnelServices> = {
  command: 'tunnel_services',
  via: 'in',
  decode: (args) => ({ command: 'tunnel_services', services: servicesOf(args) }),
  encode: ({ services }, line) => {
    line.text(services.map(({ name, kind }) => `${name}/${kind}`).join(' '));
  },
};

function servicesOf(args: ArgumentReader): TunnelServices['services'] {
  const words = args
    .text(MAX_BYTES)
    .split(' ')
    .filter((word) => word !== '');
  const services: Service[] = [];
  for (const word of words) {
    const [name = '', kind] = word.split('/', 2);
    if (isServiceName(name) && (kind === 'tcp' || kind === 'udp')) services.push({ name, kind });
  }
  if (services.length < words.length || services.length > MAX_SERVICES) args.refuse();
  return services;
}
