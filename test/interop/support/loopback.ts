// Clients on loopback over the mock of tor: ours and the legacy ones, each a program of its own.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idOfPublicKey, type TorchatId, wireId } from '@torchat/core';
import { freePorts, type PeerProgram, TORCHAT } from '@torchat/simulator';
import { mockNet } from '@torchat/tor-manager/testing';
import { LEGACY_DRIVER, theLegacy } from '@torchat/simulator/legacy';
import { gate } from './gate.ts';
import { Party } from './party.ts';
import type { Place, World } from './world.ts';

const DRIVER = join(LEGACY_DRIVER, 'driver.py');
const BEHIND_BRIDGE = join(import.meta.dirname, '..', 'legacy', 'behind-bridge.child.ts');
const VIRTUAL_PORT = 11009;
const PATIENCE = 30;
/** Milliseconds. A legacy client whose dial fails before it has written down that it dials keeps it for ever; with tor none is so fast. */
const DIAL_TIME = 100;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** `reach` leads to the port where a client listens; a recorder puts itself between. */
export async function loopback(
  reach: (port: number, name: string) => Promise<number> = (port) => Promise.resolve(port),
): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'torchat-interop-'));
  stack.defer(() => rm(folder, { recursive: true, maxRetries: 3 }));
  const net = stack.use(await mockNet({ faults: { delay: DIAL_TIME } }));

  async function enter(name: string, idLength: 16 | 56, command: string, args: string[]): Promise<Party> {
    const id = newId(idLength);
    const [port = 0] = await freePorts(1);
    const target = { port: await reach(port, name) };
    const publish = (): (() => void) => net.register(id, VIRTUAL_PORT, target);
    const socks = held.use(await gate(net.socksPort));
    let withdraw = publish();
    const data = join(folder, name);
    const temporary = join(folder, `${name}-tmp`);
    await mkdir(temporary);
    const flags = ['--own', id, '--port', `${port}`, '--socks', `127.0.0.1:${socks.port}`, '--data', data];
    const place: Place = {
      launch: {
        command,
        args: [...args, ...flags],
        env: { TMPDIR: temporary, ...(command === process.execPath ? { NODE_NO_WARNINGS: '1' } : {}) },
      },
      old: !args.includes('peer'),
      patience: PATIENCE,
      kill: killGroup,
      async write(file, bytes) {
        const path = join(await mkdtemp(join(folder, `${name}-sends-`)), file);
        await writeFile(path, bytes);
        return path;
      },
      async files() {
        const found = [data, temporary].map((root) => readdir(root, { recursive: true }));
        return (await Promise.all(found)).flat();
      },
      narrow() {
        socks.valve.narrow();
        return () => socks.valve.widen();
      },
      async restartTor() {
        withdraw();
        await socks.shut();
        await socks.open();
        withdraw = publish();
      },
    };
    const party = held.use(new Party(id, name, place));
    await party.start();
    return party;
  }

  const held = stack.move();
  return {
    ours: (idLength, name = 'ours') => enter(name, idLength, process.execPath, [TORCHAT, 'peer']),
    legacy(client, idLength, name = 'theirs') {
      const { python, source } = theLegacy(client);
      return enter(name, idLength, python, [DRIVER, '--source', source]);
    },
    bridged(client, name = 'theirs') {
      const { python, source } = theLegacy(client);
      return enter(name, 56, process.execPath, [BEHIND_BRIDGE, '--python', python, '--source', source]);
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** Each program leads a process group of its own, so what it started ends with it. */
async function killGroup(program: PeerProgram): Promise<void> {
  if (program.pid !== undefined) process.kill(-program.pid, 'SIGKILL');
  await program.kill();
}

function newId(length: 16 | 56): TorchatId {
  const short = Array.from(randomBytes(16), (byte) => BASE32[byte % 32]).join('');
  const id = length === 56 ? idOfPublicKey(randomBytes(32)) : wireId(short);
  if (id === null) throw new Error('not an id');
  return id;
}
