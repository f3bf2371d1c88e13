// Publishes a fresh onion service by a running tor's control port: a few lines of control-spec, nothing of the product.
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface RawService extends Disposable {
  /** With `.onion`. */
  readonly host: string;
}

export interface RawTor {
  readonly controlSocket: string;
  readonly cookieFile: string;
}

/** A port of the service, and where it leads: the path of a unix socket or a port of this machine. */
export interface RawPort {
  readonly virtual: number;
  readonly target: string | number;
}

/** Resolves when every directory that was asked has taken a descriptor; the service ends with its disposal. */
export function publishOnion(tor: RawTor, port: number, targetSocket: string): Promise<RawService> {
  return publishPorts(tor, [{ virtual: port, target: targetSocket }]);
}

/**
 * The same with several ports on one service, whose streams share a circuit where their dialler allows it.
 * `key`: expanded, 64 bytes; a fresh one where absent.
 */
export async function publishPorts(
  tor: RawTor,
  ports: readonly RawPort[],
  key?: Uint8Array,
): Promise<RawService> {
  const cookie = await readFile(tor.cookieFile);
  const control = connect({ path: tor.controlSocket });
  const words = ports.map(
    ({ virtual, target }) =>
      `Port=${virtual},${typeof target === 'number' ? `127.0.0.1:${target}` : `unix:${target}`}`,
  );
  control.write(
    [
      `AUTHENTICATE ${cookie.toString('hex')}`,
      'SETEVENTS HS_DESC',
      `ADD_ONION ${keyWord(key)} Flags=DiscardPK ${words.join(' ')}\r\n`,
    ].join('\r\n'),
  );
  try {
    const name = await uploaded(control);
    return { host: `${name}.onion`, [Symbol.dispose]: () => control.destroy() };
  } catch (failure) {
    control.destroy();
    throw failure;
  }
}

function keyWord(key: Uint8Array | undefined): string {
  return key === undefined ? 'NEW:ED25519-V3' : `ED25519-V3:${Buffer.from(key).toString('base64')}`;
}

/** A service has two descriptors, for this period of time and the next. */
const DESCRIPTORS = 2;

function uploaded(control: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let waiting = 0;
    const descriptors = new Set<string>();
    let own = '';
    control.on('error', reject);
    control.once('close', () => reject(new Error('tor closed the control port')));
    createInterface({ input: control }).on('line', (line) => {
      if (/^[45]/u.test(line)) reject(new Error(`tor answered ${line}`));
      own ||= /^250-ServiceID=(\w+)/u.exec(line)?.[1] ?? '';
      // HS_DESC UPLOAD <address> <auth> <directory> <descriptor>; UPLOADED has no descriptor.
      const [, action, address, descriptor = ''] =
        /^650 HS_DESC (UPLOAD|UPLOADED) (\S+) \S+ \S+ ?(\S*)/u.exec(line) ?? [];
      if (action === undefined || address !== own) return;
      if (action === 'UPLOAD') {
        waiting++;
        descriptors.add(descriptor);
      } else waiting--;
      if (descriptors.size >= DESCRIPTORS && waiting === 0) resolve(own);
    });
  });
}
