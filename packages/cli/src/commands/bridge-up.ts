// `torchat bridge up`: the bridge runs in this process until it is told to stop.
import { parseId, TorchatError } from '@torchat/core';
import type { Bridge, BridgeEvent } from '@torchat/gateway';
import { bridgePaths, existingBridge } from '../client/bridge-paths.ts';
import { networkChoice } from '../client/network.ts';
import { withPassphrase } from '../client/passphrase.ts';
import { networkWords } from '../client/words.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

export interface BridgeUpOptions {
  readonly clientPort: number;
  readonly socksPort: number;
  readonly own?: string;
  readonly port?: number;
}

export async function bridgeUp(session: Session, options: BridgeUpOptions): Promise<void> {
  const { own, port, clientPort, socksPort } = options;
  const network = networkChoice(session.options);
  if ((own === undefined) !== (port === undefined) || (own === undefined) !== (network.mode === 'tor'))
    throw new TorchatError(
      'bad_request',
      'With a tor that somebody else runs, say --socks, --own and --port; else none of them.',
    );
  const paths = own === undefined ? existingBridge(session) : bridgePaths(session);
  const { startBridge } = await import('@torchat/gateway');
  await using bridge = await withPassphrase(session, (passphrase) =>
    startBridge({
      paths,
      passphrase,
      network,
      publish: own === undefined,
      clientPort,
      socksPort,
      signal: session.signal,
      ...(own === undefined || port === undefined ? {} : { ownId: parseId(own), listen: { port } }),
    }),
  );
  introduce(session, paths.name, bridge, options);
  for (const notice of bridge.notices) note(session, notice);
  const words = said((line) => note(session, line), clientPort);
  bridge.subscribe((event) => {
    words(event);
    if (session.options.json) outJson(session, event);
  });
  await bridge.closed;
}

/** What the person has to do, once: the sections of the old program's torchat.ini. */
function introduce(session: Session, account: string, bridge: Bridge, { clientPort }: BridgeUpOptions): void {
  const { id, alias, socksPort } = bridge;
  if (session.options.json) {
    outJson(session, { account, id, alias, clientPort, socksPort });
    return;
  }
  out(
    session,
    `${account} is up: ${id}
Give this id to your contacts. Into torchat.ini of the old program, while that is not running, belong:

[client]
own_hostname = ${alias}
listen_interface = 127.0.0.1
listen_port = ${clientPort}

[tor]
tor_server = 127.0.0.1
tor_server_socks_port = ${socksPort}
`,
  );
}

/** Events in words, none twice in a row. */
function said(say: (line: string) => void, clientPort: number): (event: BridgeEvent) => void {
  let last = '';
  return (event) => {
    const line = wordsOf(event, clientPort);
    if (line === null || line === last) return;
    last = line;
    say(line);
  };
}

function wordsOf(event: BridgeEvent, clientPort: number): string | null {
  switch (event.type) {
    case 'network':
      return networkWords(event.network);
    case 'service':
      return event.service === 'published' ? 'the bridge can be reached' : null;
    case 'client_away':
      return `The old program does not listen on port ${clientPort}: start it, or see to listen_port in its torchat.ini.`;
    case 'client_there':
      return null;
    case 'learned':
      return `Someone new is in the book, as ${event.alias}.`;
    case 'refused':
      return event.why === 'alias_taken'
        ? 'Someone was refused whose id begins like another in your book, or like your own.'
        : 'The old program calls itself by another name: own_hostname in its torchat.ini has to be the alias above. It was kept from telling that name.';
    default:
      return event satisfies never;
  }
}
