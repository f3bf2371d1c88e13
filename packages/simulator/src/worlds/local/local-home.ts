// A client's home on loopback: a port where it listens, a mock of tor of its own, and lines that can be cut.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onionKeyOfSeed, type TorchatId } from '@torchat/core';
import { DialError } from '@torchat/core/node';
import { type MockNet, socksServer } from '@torchat/tor-manager/testing';
import { findLegacy, LEGACY555, LEGACY_DRIVER, needed } from '../../legacy/find.ts';
import type { PeerProgram } from '../../peer/peer-program.ts';
import { TORCHAT } from '../../peer/torchat.ts';
import { freePorts } from '../../tornet/free-ports.ts';
import type { Person } from '../../scenario/cast.ts';
import type { Cuts } from '../../world/cuts.ts';
import type { Home } from '../live/home.ts';
import type { Lines, Route } from '../live/line.ts';
import type { Traffic } from '../live/traffic.ts';
import { forgetContent, roundThrough, writeContent } from '../live/loopback-things.ts';
import { clientFlags } from '../live/flags.ts';
import type { Machine } from '../watch/machine.ts';

/** What all homes of a world share. */
export interface Street {
  readonly folder: string;
  readonly net: MockNet;
  readonly cuts: Cuts<number>;
  readonly lines: Lines;
  readonly traffic: Traffic;
  readonly machine: Machine;
  /** A port that says back what it hears. */
  readonly echo: number;
  readonly places: ReadonlyMap<string, number>;
}

const VIRTUAL_PORT = 11009;
/** As tor's own patience with a SOCKS request. */
const SOCKS_DEADLINE = 120_000;
/** Until a killed tor is there again. */
const TOR_BACK = 2000;

export async function enterLocally(street: Street, person: Person): Promise<Home & AsyncDisposable> {
  const { net, cuts, lines, machine, places } = street;
  // First: nothing has to be undone where it cannot take part.
  const program = programOf(person);
  const { id, expanded } = onionKeyOfSeed(randomBytes(32));
  const [port = 0] = await freePorts(1);
  const tor = net.client();
  await tor.publish({ key: expanded, virtualPort: VIRTUAL_PORT, target: { port } });
  const routeTo = (target: TorchatId): Route => {
    const other = places.get(target) ?? person.at;
    return {
      passes: () => cuts.passes(person.at, other),
      went: (bytes) => street.traffic.carried(person.at, other, bytes),
      came: (bytes) => street.traffic.carried(other, person.at, bytes),
    };
  };
  const socks = await socksServer(
    async (target, virtualPort, gone) => {
      const signal = AbortSignal.any([gone, AbortSignal.timeout(SOCKS_DEADLINE)]);
      await lines.passage(routeTo(target), signal).catch((cause: unknown) => {
        throw new DialError('timeout', 'Nobody answered.', { cause });
      });
      const options = { isolation: '', deadline: SOCKS_DEADLINE, signal };
      return tor.dial(target, virtualPort, options).catch((cause: unknown) => {
        // Where no client listens, its tor is gone with it.
        if (!(cause instanceof DialError) || cause.reason !== 'port_refused') throw cause;
        throw new DialError('introduction_failed', 'Nobody is there.', { cause });
      });
    },
    (near, far, target) => lines.carry(near, far, routeTo(target)),
  );
  const alone = { of: new Set([person.at]), from: null };
  const data = join(street.folder, person.name);
  const flags = ['--own', id, '--port', String(port), '--socks', `127.0.0.1:${socks.port}`, '--data', data];
  return {
    id,
    launch: { ...program, args: [...program.args, ...flags] },
    kill: (program) => program.kill(),
    async freeze(program) {
      signal(program, 'SIGSTOP');
      cuts.make(alone);
    },
    async thaw(program) {
      cuts.heal(alone);
      signal(program, 'SIGCONT');
      lines.changed();
    },
    prepare: () => Promise.resolve(),
    killTor: () => Promise.resolve(tor.kill(TOR_BACK)),
    restoreTor: () => Promise.resolve(),
    fillDisk: () => Promise.resolve(),
    emptyDisk: () => Promise.resolve(),
    write: (name, size) => writeContent(street.folder, name, size),
    forget: forgetContent,
    echo: () => Promise.resolve(street.echo),
    async freePort() {
      const [free = 0] = await freePorts(1);
      return free;
    },
    round: roundThrough,
    async look({ pid }) {
      return pid === undefined ? null : { ...(await machine.look(pid)), ...street.traffic.of(person.at) };
    },
    twin: () => Promise.reject(new Error('A mock of tor knows no twins.')),
    async [Symbol.asyncDispose]() {
      await tor.close();
      await socks.close();
    },
  };
}

/** Without its flags of the peer interface. Throws `bad_request`. */
function programOf(person: Person): Home['launch'] {
  if (person.kind !== 'legacy555')
    return {
      command: process.execPath,
      args: [TORCHAT, 'peer', ...clientFlags(person)],
      env: { NODE_NO_WARNINGS: '1' },
    };
  const { python, source } = needed(findLegacy(LEGACY555));
  return { command: python, args: [join(LEGACY_DRIVER, 'driver.py'), '--source', source] };
}

function signal({ pid }: PeerProgram, name: 'SIGSTOP' | 'SIGCONT'): void {
  if (pid !== undefined) process.kill(pid, name);
}
