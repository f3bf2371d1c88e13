// Alice and bob twice, sealed and not, over the same two tors, the same two onion services and the same circuits.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onionKeyOfSeed, type TorchatId } from '@torchat/core';
import { type Client, openStore, startClient } from '@torchat/core/node';
import type { Bench } from '../figure.ts';
import { circuitsOf } from '../reference/circuits-of.ts';
import { publishPorts } from '../reference/onion-service.ts';
import { plainTor, type PlainTor } from '../reference/plain-tor.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { within } from '../support/within.ts';
import { door } from './door.ts';

const ONLINE_WITHIN = 120;
const WAYS = [
  { name: 'sealed', port: 11009, seal: 'sealed' },
  { name: 'open', port: 11010, seal: 'none' },
] as const;

export interface Way {
  readonly alice: Client;
  readonly bob: Client;
}

export interface TwoWays extends AsyncDisposable {
  readonly folder: string;
  readonly sealed: Way;
  readonly open: Way;
  /**
   * Ends all sessions; resolves when both pairs are online again, on streams of their own. tor lets a stream that was slow once
   * go on at the pace it had then (XON cells name a rate): two streams that live long are compared by their past.
   */
  readonly renew: () => Promise<void>;
  /** How many circuits carry the streams of both ways between the two: one for each dialler, or the ways are not compared. */
  readonly circuits: () => Promise<string>;
}

interface Side {
  readonly name: string;
  readonly id: TorchatId;
  readonly expanded: Uint8Array;
  readonly tor: PlainTor;
}

/** Resolves when both pairs are online, one sealed and one not. */
export async function twoWays(bench: Bench): Promise<TwoWays> {
  const tornet = await bench.tornet();
  await using stack = new AsyncDisposableStack();
  const { path: folder } = stack.use(await temporaryFolder());
  const sides: Side[] = [];
  for (const name of ['alice', 'bob']) {
    const tor = stack.use(await plainTor(tornet, join(folder, `tor-${name}`), bench.signal));
    const { id, expanded } = onionKeyOfSeed(randomBytes(32));
    const ports = WAYS.map(({ name: way, port }) => ({ virtual: port, target: socketOf(folder, name, way) }));
    stack.use(await publishPorts(tor, ports, expanded));
    sides.push({ name, id, expanded, tor });
  }
  const ways: Way[] = [];
  for (const { name: way, port, seal } of WAYS) {
    const [alice, bob] = await Promise.all(
      sides.map(async ({ name, id, expanded, tor }) => {
        const store = openStore(join(folder, `${name}-${way}.db`), randomBytes(32));
        stack.defer(() => store.close());
        store.apply([{ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } }]);
        return startClient({
          id,
          store,
          network: door(tor, id, port),
          listen: { path: socketOf(folder, name, way) },
          onionKey: expanded,
          sealKey: seal === 'sealed' ? expanded : null,
          downloads: join(folder, `${name}-${way}`),
        });
      }),
    );
    if (alice === undefined || bob === undefined) throw new Error('Two make a pair.');
    stack.use(alice);
    stack.use(bob);
    await alice.command({ type: 'add', id: bob.id });
    const online = Promise.all([seen(alice, bob, seal), seen(bob, alice, seal)]);
    await within(ONLINE_WITHIN, `the ${way} pair was online`, online, bench.signal);
    ways.push({ alice, bob });
  }
  const [sealed, open] = ways as [Way, Way];
  const [alice, bob] = sides as [Side, Side];
  const held = stack.move();
  return {
    folder,
    sealed,
    open,
    async renew() {
      for (const [at, { alice: one, bob: other }] of ways.entries()) {
        const seal = WAYS[at]?.seal ?? 'none';
        await one.command({ type: 'drop', id: other.id });
        const online = Promise.all([seen(one, other, seal), seen(other, one, seal)]);
        await within(ONLINE_WITHIN, 'a pair was online again', online, bench.signal);
      }
    },
    async circuits() {
      const [theirs, back] = await Promise.all([
        circuitsOf(alice.tor, bob.id),
        circuitsOf(bob.tor, alice.id),
      ]);
      return `${theirs.streams} streams on ${theirs.circuits}, ${back.streams} on ${back.circuits}`;
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function socketOf(folder: string, name: string, way: string): string {
  return join(folder, `${name}-${way}.sock`);
}

/** Resolves once one sees the other online, and as this way has it: else the benchmark would compare something else. */
function seen(client: Client, other: Client, seal: 'sealed' | 'none'): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const contact = client.contact(other.id);
      if (contact?.presence !== 'available') return;
      undo();
      if (contact.seal === seal) resolve();
      else reject(new Error(`A pair that should be ${seal} is ${contact.seal}.`));
    };
    const undo = client.subscribe(look);
    look();
  });
}
