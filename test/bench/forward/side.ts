// One side of a forward: a gateway in a process of its own, behind a plain tor that publishes its onion service.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { onionKeyOfSeed } from '@torchat/core';
import { type AccountPaths, accountPaths, createAccount } from '@torchat/core/node';
import { freePorts, type Tornet } from '@torchat/simulator';
import type { Bench } from '../figure.ts';
import { publishPorts, type RawPort } from '../reference/onion-service.ts';
import { ONE_CIRCUIT, plainTor, type PlainTor } from '../reference/plain-tor.ts';
import { type Api, openApi } from '../support/api.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';
import { within } from '../support/within.ts';
import type { FromGateway, GatewayTask, Memory } from './messages.ts';

const VIRTUAL_PORT = 11009;
const PUBLISHED_WITHIN = 90;
const READY_WITHIN = 60;

export interface SideOptions {
  readonly name: string;
  readonly folder: string;
  readonly tornet: Tornet;
  /** Further ports of its onion service. */
  readonly ports: readonly RawPort[];
  /** Whether all its streams to one service share a circuit, or as the program wishes. */
  readonly oneCircuit: boolean;
  /** Its account holds its onion key, so that it seals. */
  readonly seals?: boolean;
}

export interface Side extends AsyncDisposable {
  readonly id: string;
  readonly paths: AccountPaths;
  readonly tor: PlainTor;
  readonly api: Api;
  readonly pid: number | undefined;
  memory(): Promise<Memory>;
  /** Seconds of processor time so far: the gateway's, and its tor's. */
  cpu(): Promise<{ readonly gateway: number; readonly tor: number }>;
}

/** Resolves when its API answers and its service is published. */
export async function openSide(bench: Bench, options: SideOptions): Promise<Side> {
  const { name, folder, tornet, ports, oneCircuit, seals = false } = options;
  await using stack = new AsyncDisposableStack();
  const flags = oneCircuit ? ONE_CIRCUIT : '';
  const tor = stack.use(await plainTor(tornet, join(folder, `tor-${name}`), bench.signal, flags));
  const [port = 0] = await freePorts(1);
  const paths = accountPaths(name, { env: { TORCHAT_HOME: folder } });
  const key = seals ? await ownKey(paths) : undefined;
  const publishing = publishPorts(tor, [{ virtual: VIRTUAL_PORT, target: port }, ...ports], key);
  const service = stack.use(await within(PUBLISHED_WITHIN, `${name}'s service was published`, publishing));
  const id = service.host.replace('.onion', '');
  const child = gatewayProcess(stack);
  const task: GatewayTask = { name, home: folder, id: seals ? null : id, port, socksPort: tor.socksPort };
  child.send(task);
  const ready = await within(READY_WITHIN, `${name}'s gateway was ready`, said(child, 'ready'), bench.signal);
  const api = stack.use(await openApi(ready.socket, bench.signal));
  const held = stack.move();
  return {
    id,
    paths,
    tor,
    api,
    pid: child.pid,
    async memory() {
      const answer = said(child, 'usage');
      child.send('usage');
      return within(READY_WITHIN, `${name}'s gateway told its memory`, answer, bench.signal);
    },
    cpu: async () => ({ gateway: await cpuSeconds(child.pid), tor: await cpuSeconds(tor.pid) }),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

async function ownKey(paths: AccountPaths): Promise<Uint8Array> {
  const seed = randomBytes(32);
  await createAccount(paths, { passphrase: null, onionSeed: seed });
  return onionKeyOfSeed(seed).expanded;
}

function gatewayProcess(stack: AsyncDisposableStack): ChildProcess {
  const child = fork(new URL('gateway.child.ts', import.meta.url), {
    execArgv: ['--expose-gc'],
    // Its words are not figures: whatever it prints belongs on stderr.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  stack.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  });
  return child;
}

function said<T extends FromGateway['type']>(
  child: ChildProcess,
  type: T,
): Promise<Extract<FromGateway, { type: T }>> {
  return new Promise((resolve, reject) => {
    const hear = (message: FromGateway): void => {
      if (message.type !== type) return;
      child.off('message', hear).off('exit', end);
      resolve(message as Extract<FromGateway, { type: T }>);
    };
    const end = (): void => reject(new Error('A gateway of the benchmark ended.'));
    child.on('message', hear).on('exit', end);
  });
}
