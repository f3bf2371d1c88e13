// An unmodified legacy client over a private Tor network: its driver, and a tor that publishes it and leads out.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onionKeyOfSeed } from '@torchat/core';
import { freePorts, type PeerEvent, PeerProgram, type Tornet } from '@torchat/simulator';
import { launchTor } from '@torchat/tor-manager';
import { LEGACY_DRIVER, type LegacyClient } from '@torchat/simulator/legacy';

const BRIDGED = join(import.meta.dirname, '..', '..', 'interop', 'legacy', 'behind-bridge.child.ts');
const VIRTUAL_PORT = 11009;
const READY_WITHIN = 60;

export interface OldClient extends AsyncDisposable {
  readonly id: string;
  /** What came from others, as its window would show it, oldest first. */
  readonly shown: readonly string[];
  say(...words: readonly string[]): void;
  sees(id: string): boolean;
  /** Resolves when it holds, looked at now and with each event. */
  until(what: string, seconds: number, holds: () => boolean): Promise<void>;
}

export interface OldClientOptions {
  readonly source: string;
  readonly python: string;
  readonly home: string;
  readonly tornet: Tornet;
}

/** One that knows no ids of 56 characters stands behind a bridge. */
export async function oldClient(
  { idLength }: LegacyClient,
  { source, python, home, tornet }: OldClientOptions,
): Promise<OldClient> {
  await using stack = new AsyncDisposableStack();
  const [port = 0, socks = 0] = await freePorts(2);
  const network = await launchTor({
    binary: tornet.binary,
    folder: join(home, 'old-tor'),
    extraTorrc: [...tornet.torrc, `SocksPort 127.0.0.1:${socks}`],
  });
  stack.defer(() => network.close());
  const { id, expanded: key } = onionKeyOfSeed(randomBytes(32));
  await network.publish({ key, virtualPort: VIRTUAL_PORT, target: { port } });
  const shown: string[] = [];
  const presence = new Map<string, string>();
  const [command, ...args] =
    idLength === 56
      ? [python, join(LEGACY_DRIVER, 'driver.py')]
      : [process.execPath, BRIDGED, '--python', python];
  const flags = { source, own: id, port, socks: `127.0.0.1:${socks}`, data: join(home, 'old') };
  const program = stack.use(
    new PeerProgram({
      name: 'the old client',
      command,
      args: [...args, ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, `${value}`])],
      onEvent: (event: PeerEvent) => {
        if (event.ev === 'chat') shown.push(String(event['text']));
        if (event.ev === 'status') presence.set(String(event['addr']), String(event['status']));
      },
    }),
  );
  await program.next('get ready', READY_WITHIN, ({ ev }) => ev === 'ready');
  const held = stack.move();
  return {
    id,
    shown,
    say: (...words) => program.say(...words),
    sees: (other) => presence.get(other) === 'available',
    async until(what, seconds, holds) {
      if (!holds()) await program.next(what, seconds, holds);
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
