// Writes the torrc of our own tor: absolute paths, unix sockets where they fit, a network that stays off until we listen.
import { join } from 'node:path';
import { quoted } from '../control/words.ts';

export interface TorFiles {
  readonly folder: string;
  readonly data: string;
  readonly torrc: string;
  readonly defaults: string;
  readonly cookie: string;
  readonly pid: string;
  /** The ways in: paths of unix sockets, or null for ports on 127.0.0.1 that tor chooses. */
  readonly sockets: { readonly control: string; readonly socks: string } | null;
  /** Where tor writes the address of its control port, when it has no socket. */
  readonly controlPort: string;
}

/** sun_path has 104 bytes on macOS, 108 on Linux. */
const LONGEST_SOCKET_PATH = 100;

/** `folder` is absolute. */
export function torFiles(folder: string, platform: NodeJS.Platform = process.platform): TorFiles {
  const sockets = { control: join(folder, 'control.sock'), socks: join(folder, 'socks.sock') };
  const fits = Buffer.byteLength(sockets.control) <= LONGEST_SOCKET_PATH;
  return {
    folder,
    data: join(folder, 'data'),
    torrc: join(folder, 'torrc'),
    defaults: join(folder, 'torrc-defaults'),
    cookie: join(folder, 'control.cookie'),
    pid: join(folder, 'tor.pid'),
    sockets: fits && platform !== 'win32' ? sockets : null,
    controlPort: join(folder, 'control.port'),
  };
}

export function torrc(files: TorFiles, extra: readonly string[]): string {
  const socksFlags = 'ExtendedErrors IsolateSOCKSAuth';
  const ways = files.sockets
    ? [
        `ControlPort unix:${quoted(files.sockets.control)}`,
        `SocksPort unix:${quoted(files.sockets.socks)} ${socksFlags}`,
      ]
    : [
        'ControlPort 127.0.0.1:auto',
        `ControlPortWriteToFile ${quoted(files.controlPort)}`,
        `SocksPort 127.0.0.1:auto ${socksFlags}`,
      ];
  return [
    `DataDirectory ${quoted(files.data)}`,
    ...ways,
    'CookieAuthentication 1',
    `CookieAuthFile ${quoted(files.cookie)}`,
    `PidFile ${quoted(files.pid)}`,
    'Log notice stdout',
    // We choose no countries; reading the tables would add a third of a second to each start.
    `GeoIPFile ${quoted(files.defaults)}`,
    `GeoIPv6File ${quoted(files.defaults)}`,
    'DisableNetwork 1',
    'ClientOnly 1',
    ...extra,
    '',
  ].join('\n');
}
