// Alice and bob, each with a gateway in a process of its own, on the private Tor network, and online for each other.
import type { Bench } from '../figure.ts';
import { type Api, openApi } from '../support/api.ts';
import { person, type Person } from '../support/person.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { within } from '../support/within.ts';

export interface TwoPeople extends AsyncDisposable {
  readonly home: string;
  readonly alice: Person;
  readonly bob: Person;
  readonly alices: Api;
  /** Of bob's latest start. */
  readonly bobs: Api;
  /** Starts bob anew and connects to his API. */
  startBob(): Promise<Api>;
}

const FIRST_MEETING = 90;

/** Resolves when each sees the other online. */
export async function twoPeople(bench: Bench): Promise<TwoPeople> {
  const tornet = await bench.tornet();
  await using stack = new AsyncDisposableStack();
  const { path: home } = stack.use(await temporaryFolder());
  const alice = stack.use(await person('alice', home, tornet));
  const bob = stack.use(await person('bob', home, tornet));
  alice.start();
  bob.start();
  const alices = stack.use(await openApi(alice.paths.socket, bench.signal));
  let bobs = await openApi(bob.paths.socket, bench.signal);
  stack.defer(() => bobs[Symbol.dispose]());
  await alices.ask('POST', '/v1/contacts', { id: bob.id });
  await within(
    FIRST_MEETING,
    'alice and bob saw each other online for the first time',
    Promise.all([
      alices.until(() => seesOnline(alices, bob), bench.signal),
      bobs.until(() => seesOnline(bobs, alice), bench.signal),
    ]),
  );
  const held = stack.move();
  return {
    home,
    alice,
    bob,
    alices,
    get bobs() {
      return bobs;
    },
    async startBob() {
      bobs[Symbol.dispose]();
      bob.start();
      bobs = await openApi(bob.paths.socket, bench.signal);
      return bobs;
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

export function seesOnline(api: Api, other: Person): boolean {
  return api.contact(other.id)?.presence === 'available';
}
