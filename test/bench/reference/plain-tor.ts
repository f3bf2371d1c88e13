// A tor as its packages ship it, on the private network, with its ports where any program finds them: nothing of the product.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Tornet } from '@torchat/simulator';
import { freePorts } from '@torchat/simulator';
import type { RawPaths } from './sockets-of.ts';

export interface PlainTor extends RawPaths, AsyncDisposable {
  /** On 127.0.0.1, SOCKS 4a and 5. */
  readonly socksPort: number;
  readonly pid: number | undefined;
}

/** All streams of one destination on one circuit, whoever dials and with whatever name: what is compared shares it. */
export const ONE_CIRCUIT = 'SessionGroup=1 NoIsolateSOCKSAuth NoIsolateClientProtocol';

/** Resolves when tor has a network. `folder` is new; `flags` are those of its SOCKS port (tor(1), SocksPort). */
export async function plainTor(
  { binary, torrc }: Tornet,
  folder: string,
  signal: AbortSignal,
  flags = '',
): Promise<PlainTor> {
  await mkdir(folder, { mode: 0o700 });
  const [socksPort = 0] = await freePorts(1);
  const socksSocket = join(folder, 'socks.sock');
  const controlSocket = join(folder, 'control.sock');
  const cookieFile = join(folder, 'cookie');
  const file = join(folder, 'torrc');
  const empty = join(folder, 'defaults');
  const lines = [
    `DataDirectory ${join(folder, 'data')}`,
    `SocksPort 127.0.0.1:${socksPort} ${flags}`,
    `SocksPort unix:${socksSocket}`,
    `ControlPort unix:${controlSocket}`,
    'CookieAuthentication 1',
    `CookieAuthFile ${cookieFile}`,
    `__OwningControllerProcess ${process.pid}`,
    'Log notice stdout',
    ...torrc,
  ];
  await writeFile(empty, '');
  await writeFile(file, `${lines.join('\n')}\n`);
  const child = spawn(binary, ['--defaults-torrc', empty, '-f', file], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'exit');
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('Bootstrapped 100%')) resolve();
    });
    child.once('error', reject);
    void gone.then(() => reject(new Error('A plain tor ended before it had a network.')));
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    await ready;
  } catch (failure) {
    await end();
    throw failure;
  }
  return { socksPort, pid: child.pid, socksSocket, controlSocket, cookieFile, [Symbol.asyncDispose]: end };
}
