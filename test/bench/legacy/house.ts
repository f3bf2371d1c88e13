// Where the clients of a benchmark live: a folder, the private network, and a plain tor for each of them.
import { join } from 'node:path';
import { findLegacy, LEGACY, LEGACY555, type LegacyClient } from '@torchat/simulator/legacy';
import type { Bench } from '../figure.ts';
import { plainTor, type PlainTor } from '../reference/plain-tor.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { within } from '../support/within.ts';
import { type Checkout, type Kind, type Member, member, type MemberOptions } from './member.ts';

/** The two clients of old, as they run over today's Tor: 0.9.9.553 behind a bridge. */
export type OldVersion = '0.9.9.553' | '0.9.9.555';

const ONLINE_WITHIN = 120;

export interface House extends AsyncDisposable {
  readonly folder: string;
  newTor(): Promise<PlainTor>;
  /** Behind a tor of its own unless one is named. */
  ours(options?: Partial<MemberOptions>): Promise<Member>;
  old(version: OldVersion, options?: Partial<MemberOptions>): Promise<Member>;
}

/** Throws a sentence that tells where to get a client that is missing. */
export async function openHouse(bench: Bench): Promise<House> {
  const checkouts = { '0.9.9.553': need(LEGACY), '0.9.9.555': need(LEGACY555) };
  const tornet = await bench.tornet();
  await using stack = new AsyncDisposableStack();
  const { path: folder } = stack.use(await temporaryFolder());
  let tors = 0;
  const held = stack.move();

  async function newTor(): Promise<PlainTor> {
    return held.use(await plainTor(tornet, join(folder, `tor${++tors}`), bench.signal));
  }
  async function enter(kind: Kind, version: OldVersion, options: Partial<MemberOptions>): Promise<Member> {
    const tor = options.tor ?? (await newTor());
    const checkout = checkouts[version];
    return held.use(await member({ name: kind, ...options, tor, folder, kind, checkout }));
  }
  return {
    folder,
    newTor,
    ours: (options = {}) => enter('ours', '0.9.9.555', options),
    old: (version, options = {}) =>
      enter(version === '0.9.9.553' ? 'bridged' : 'legacy', version, { name: 'theirs', ...options }),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function need(client: LegacyClient): Checkout {
  const found = findLegacy(client);
  if (!found.ok) throw new Error(found.reason);
  return found;
}

/** One adds the other; milliseconds until both were online. */
export async function meet(adds: Member, added: Member, signal: AbortSignal): Promise<number> {
  const online = Promise.all([adds.sees(added), added.sees(adds)]);
  const start = performance.now();
  adds.program.say('add', added.id);
  const times = await within(ONLINE_WITHIN, 'both were online', online, signal);
  return Math.max(...times) - start;
}
