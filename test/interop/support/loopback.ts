// Clients on loopback over the mock of tor: ours and the legacy ones, each a program of its own.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idOfPublicKey, type TorchatId, wireId } from '@torchat/core';
import { freePorts, TORCHAT } from '@torchat/simulator';
import { mockNet } from '@torchat/tor-manager/testing';
import type { Found } from '../legacy/find.ts';
import { Party } from './party.ts';

const DRIVER = join(import.meta.dirname, '..', 'legacy', 'driver.py');
const BEHIND_BRIDGE = join(import.meta.dirname, '..', 'legacy', 'behind-bridge.child.ts');
const VIRTUAL_PORT = 11009;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

export interface Loopback extends AsyncDisposable {
  /** Our client, behind a tor that somebody else runs. */
  ours(idLength: 16 | 56): Promise<Party>;
  legacy(idLength: 16 | 56, found: Extract<Found, { ok: true }>): Promise<Party>;
  /** The same behind a bridge: its id has 56 characters. */
  bridged(found: Extract<Found, { ok: true }>, name?: string): Promise<Party>;
}

/** `reach` leads to the port where a client listens; a recorder puts itself between. */
export async function loopback(
  reach: (port: number, name: string) => Promise<number> = (port) => Promise.resolve(port),
): Promise<Loopback> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'torchat-interop-'));
  stack.defer(() => rm(folder, { recursive: true, maxRetries: 3 }));
  const net = stack.use(await mockNet());

  async function enter(name: string, idLength: 16 | 56, command: string, args: string[]): Promise<Party> {
    const id = newId(idLength);
    const [port = 0] = await freePorts(1);
    net.register(id, VIRTUAL_PORT, { port: await reach(port, name) });
    const data = join(folder, name);
    const flags = ['--own', id, '--port', `${port}`, '--socks', `127.0.0.1:${net.socksPort}`, '--data', data];
    const party = held.use(new Party(id, name, { command, args: [...args, ...flags] }));
    await party.start();
    return party;
  }

  const held = stack.move();
  return {
    ours: (idLength) => enter('ours', idLength, process.execPath, [TORCHAT, 'peer']),
    legacy: (idLength, { python, source }) => enter('theirs', idLength, python, [DRIVER, '--source', source]),
    bridged: ({ python, source }, name = 'theirs') =>
      enter(name, 56, process.execPath, [BEHIND_BRIDGE, '--python', python, '--source', source]),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function newId(length: 16 | 56): TorchatId {
  const short = Array.from(randomBytes(16), (byte) => BASE32[byte % 32]).join('');
  const id = length === 56 ? idOfPublicKey(randomBytes(32)) : wireId(short);
  if (id === null) throw new Error('not an id');
  return id;
}
