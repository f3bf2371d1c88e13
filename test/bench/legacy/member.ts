// One client of a benchmark, ours or of old: a program behind a plain tor that publishes its onion service.
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts, type PeerEvent, PeerProgram, TORCHAT } from '@torchat/simulator';
import { LEGACY_DRIVER } from '@torchat/simulator/legacy';
import { type RawPort, publishPorts } from '../reference/onion-service.ts';
import type { PlainTor } from '../reference/plain-tor.ts';
import { within } from '../support/within.ts';

const DRIVER = join(LEGACY_DRIVER, 'driver.py');
const BEHIND_BRIDGE = join(import.meta.dirname, '..', '..', 'interop', 'legacy', 'behind-bridge.child.ts');
const VIRTUAL_PORT = 11009;
const PUBLISHED_WITHIN = 60;
const READY_WITHIN = 60;
const ONLINE_WITHIN = 120;

export type Kind = 'ours' | 'legacy' | 'bridged';

/** Python 2.7 and the folder of the client's sources. */
export interface Checkout {
  readonly python: string;
  readonly source: string;
}

export interface MemberOptions {
  readonly name: string;
  readonly tor: PlainTor;
  /** Takes a folder of this member. */
  readonly folder: string;
  readonly kind: Kind;
  /** Of the client of old; of no use to ours. */
  readonly checkout: Checkout;
  /** Further ports of its onion service. */
  readonly ports?: readonly RawPort[];
}

export interface Member extends AsyncDisposable {
  readonly name: string;
  readonly id: string;
  readonly folder: string;
  readonly tor: PlainTor;
  readonly program: PeerProgram;
  /** Resolves with the time of `performance.now` when it sees the other one online, from now on. */
  sees(other: Member): Promise<number>;
  /** Resolves when it does not see the other one online. */
  loses(other: Member, seconds: number): Promise<void>;
}

/** Resolves when the client runs and its service is published. */
export async function member(options: MemberOptions): Promise<Member> {
  const { name, tor, kind, checkout, ports = [] } = options;
  await using stack = new AsyncDisposableStack();
  const folder = join(options.folder, `${name}-${randomUUID().slice(0, 8)}`);
  await mkdir(folder, { mode: 0o700 });
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const [port = 0] = await freePorts(1);
  const publishing = publishPorts(tor, [{ virtual: VIRTUAL_PORT, target: port }, ...ports]);
  const service = stack.use(await within(PUBLISHED_WITHIN, `${name}'s service was published`, publishing));
  const id = service.host.replace('.onion', '');
  const flags = ['--own', id, '--port', `${port}`, '--socks', `127.0.0.1:${tor.socksPort}`, '--data', folder];
  const presence = new Map<string, string>();
  const program = stack.use(
    new PeerProgram({
      name,
      ...launch(kind, checkout, flags),
      onEvent: ({ ev, addr, status }) => {
        if (ev === 'status') presence.set(String(addr), String(status));
      },
    }),
  );
  await program.next('get ready', READY_WITHIN, ({ ev }) => ev === 'ready');
  const held = stack.move();
  return {
    name,
    id,
    folder,
    tor,
    program,
    async loses(other, seconds) {
      const offline = ({ ev, addr, status }: PeerEvent): boolean =>
        ev === 'status' && addr === other.id && !isOnline(status);
      if (isOnline(presence.get(other.id))) await program.next(`lose ${other.name}`, seconds, offline);
    },
    async sees(other) {
      const online = ({ ev, addr, status }: PeerEvent): boolean =>
        ev === 'status' && addr === other.id && isOnline(status);
      if (!isOnline(presence.get(other.id)))
        await program.next(`see ${other.name} online`, ONLINE_WITHIN, online);
      return performance.now();
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function isOnline(status: unknown): boolean {
  return status === 'available' || status === 'away' || status === 'xa';
}

function launch(kind: Kind, { python, source }: Checkout, flags: readonly string[]) {
  const old = ['--source', source, ...flags];
  if (kind === 'ours') return { command: process.execPath, args: [TORCHAT, 'peer', ...flags] };
  if (kind === 'legacy') return { command: python, args: [DRIVER, ...old] };
  return { command: process.execPath, args: [BEHIND_BRIDGE, '--python', python, ...old] };
}
