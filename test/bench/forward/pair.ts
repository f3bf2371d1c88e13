// Ann and bob, online for each other: bob shares ports of this machine, ann's forwards lead to them, raw streams beside.
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '@torchat/simulator';
import type { ApiForward } from '@torchat/gateway/api';
import type { Bench } from '../figure.ts';
import { rawStream } from '../reference/raw-bulk.ts';
import type { RawPort } from '../reference/onion-service.ts';
import type { Socket } from 'node:net';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { within } from '../support/within.ts';
import { openSide, type Side } from './side.ts';

const FIRST_MEETING = 120;
const OFFERED_WITHIN = 60;
const LOOK_EVERY = 20;

export interface Pair extends AsyncDisposable {
  readonly ann: Side;
  readonly bob: Side;
  /** Bob shares the port, ann forwards one of hers to it; that one. */
  forward(name: string, port: number, kind?: 'tcp' | 'udp'): Promise<number>;
  /** How ann's forwards do. */
  forwards(): Promise<readonly ApiForward[]>;
  /** A stream from ann's tor straight to this port of bob's service. */
  raw(virtual: number): Promise<Socket>;
}

export interface PairOptions {
  /** What bob's service leads to beside TorChat. */
  readonly ports: readonly RawPort[];
  /** Raw streams and forwards on one circuit, or each kind on its own. */
  readonly oneCircuit: boolean;
  /** Sessions are sealed, as between accounts that publish themselves. */
  readonly seals?: boolean;
}

/** Resolves when each sees the other online. */
export async function openPair(
  bench: Bench,
  { ports, oneCircuit, seals = false }: PairOptions,
): Promise<Pair> {
  const tornet = await bench.tornet();
  await using stack = new AsyncDisposableStack();
  const { path: folder } = stack.use(await temporaryFolder());
  const ann = stack.use(await openSide(bench, { name: 'ann', folder, tornet, oneCircuit, seals, ports: [] }));
  const bob = stack.use(await openSide(bench, { name: 'bob', folder, tornet, oneCircuit, seals, ports }));
  await bob.api.ask('POST', '/v1/contacts', { id: ann.id });
  await ann.api.ask('POST', '/v1/contacts', { id: bob.id });
  const online = Promise.all([sees(ann, bob, bench.signal), sees(bob, ann, bench.signal)]);
  await within(FIRST_MEETING, 'ann and bob saw each other online', online, bench.signal);
  const held = stack.move();
  const forwards = async (): Promise<readonly ApiForward[]> =>
    (await ann.api.ask('GET', '/v1/forwards')) as ApiForward[];
  return {
    ann,
    bob,
    forwards,
    async forward(service, port, kind = 'tcp') {
      await bob.api.ask('PUT', '/v1/shares', {
        name: service,
        kind,
        host: '127.0.0.1',
        port,
        with: [ann.id],
      });
      const offered = (): boolean =>
        ann.api.contact(bob.id)?.services.some(({ name }) => name === service) === true;
      await within(OFFERED_WITHIN, `ann heard of ${service}`, ann.api.until(offered, bench.signal));
      const [local = 0] = await freePorts(1);
      await ann.api.ask('POST', '/v1/forwards', { port: local, contact: bob.id, service });
      return local;
    },
    raw: (virtual) => rawStream(ann.tor.socksPort, `${bob.id}.onion`, virtual),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function sees(side: Side, other: Side, signal: AbortSignal): Promise<number> {
  return side.api.until(() => side.api.contact(other.id)?.presence === 'available', signal);
}

/** Resolves once it holds, asked now and then. */
export async function eventually(
  seconds: number,
  what: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It took longer than ${seconds} s until ${what}.`);
    await pause(LOOK_EVERY);
  }
}
