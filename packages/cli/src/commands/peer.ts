// `torchat peer`: drives one client by lines, for simulators, interop tests and benchmarks.
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { parseId, TorchatError } from '@torchat/core';
import type { Client } from '@torchat/core/node';
import { networkChoice } from '../client/network.ts';
import { peerPaths, makePeerAccount } from '../peer/account.ts';
import type { PeerEvent } from '../peer/report.ts';
import { peerSession } from '../peer/session.ts';
import type { Session } from '../terminal/terminal.ts';

export interface PeerOptions {
  readonly own?: string;
  readonly port?: number;
  readonly data: string;
  readonly name?: string;
  readonly text?: string;
  readonly seed?: string;
  readonly looksLike?: 'torchat' | 'legacy';
  readonly strangers?: 'accept' | 'ask' | 'refuse';
  /** Offered files wait for `accept`. */
  readonly ask?: boolean;
}

export async function peer(session: Session, options: PeerOptions): Promise<void> {
  const { stdin, stdout } = session.terminal;
  const started = performance.now();
  const print = (event: PeerEvent): void => {
    const t = Math.round(performance.now() - started) / 1000;
    stdout.write(`${JSON.stringify({ t, ...event })}\n`);
  };
  try {
    await run(session, options, print, stdin);
  } catch (error) {
    if (error instanceof TorchatError) print({ ev: 'error', code: error.code, msg: error.message });
    throw error;
  } finally {
    print({ ev: 'bye' });
  }
}

async function run(
  session: Session,
  options: PeerOptions,
  print: (event: PeerEvent) => void,
  stdin: NodeJS.ReadableStream,
): Promise<void> {
  const ownId = options.own === undefined ? undefined : parseId(options.own);
  if (ownId !== undefined && (options.port === undefined || session.options.socks === undefined))
    throw new TorchatError('bad_request', 'With --own, say --port and --socks, too: no tor is started then.');
  const network = networkChoice(session.options);
  const paths = peerPaths(resolve(options.data), session.terminal.env);
  if (ownId === undefined) await makePeerAccount(paths, seedOf(options.seed));
  const { startGateway } = await import('@torchat/gateway');
  await using gateway = await startGateway({
    paths,
    passphrase: null,
    network,
    publish: ownId === undefined && network.mode === 'tor',
    serve: false,
    signal: session.signal,
    ...(options.port === undefined ? {} : { listen: { port: options.port } }),
    ...(ownId === undefined ? {} : { ownId }),
  });
  await introduce(gateway.client, options);
  const ended = new AbortController();
  void gateway.closed.then(() => ended.abort());
  const signal = AbortSignal.any([session.signal, ended.signal]);
  await peerSession(gateway, stdin, print, { signal, ask: options.ask === true });
  await gateway.close();
  const failure = await gateway.closed;
  if (failure !== null) throw failure;
}

/** Profile and settings as the flags say; strangers become contacts at once by default, since nobody is there to be asked. */
async function introduce(client: Client, options: PeerOptions): Promise<void> {
  const { name, text, looksLike = 'torchat', strangers = 'accept' } = options;
  await client.command({ type: 'settings', settings: { strangers, looksLike } });
  if (name === undefined && text === undefined) return;
  const { profile } = client.view();
  await client.command({
    type: 'profile',
    profile: { name: name ?? profile.name, text: text ?? profile.text },
  });
}

function seedOf(hex: string | undefined): Uint8Array {
  if (hex === undefined) return randomBytes(32);
  if (!/^[0-9a-f]{64}$/iu.test(hex))
    throw new TorchatError(
      'bad_request',
      '--seed takes 64 hexadecimal digits: the ed25519 seed of the account.',
    );
  return Buffer.from(hex, 'hex');
}
