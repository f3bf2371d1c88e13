// Ann and bob on the private Tor network, each other's contacts: bob shares, ann forwards, by the commands a user types.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountPaths } from '@torchat/core/node';
import { openApi } from '../../bench/support/api.ts';
import { within } from '../../bench/support/within.ts';
import { ended, torchat } from '../../support/torchat.ts';
import { freePort, prints } from './programs.ts';

/** Seconds. */
const START_WITHIN = 60;
const MEET_WITHIN = 120;

export interface TwoAccounts extends AsyncDisposable {
  /** Bob shares the port, and ann has it as a port of hers: that one, or `local`. */
  forward(name: string, kind: 'tcp' | 'udp', port: number, local?: number): Promise<number>;
  unshare(name: string): Promise<void>;
  /** A SOCKS5 port of ann's; its number. */
  socks(): Promise<number>;
  /** A command line that carries one connection to bob's service on its standard input and output. */
  stdio(name: string): string;
}

export async function twoAccounts(torrcFile: string): Promise<TwoAccounts> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'torchat-forward-'));
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const [ann, bob] = [torchat(join(folder, 'ann'), torrcFile), torchat(join(folder, 'bob'), torrcFile)];
  const ids = await Promise.all(
    [ann, bob].map(async (one) => {
      await one.done(['init', '--yes', '--no-passphrase']);
      return (await one.done(['id'])).trim();
    }),
  );
  const [annId = '', bobId = ''] = ids;
  await ann.done(['add', bobId, 'bob']);
  await bob.done(['add', annId, 'ann']);
  const starts = [ann, bob].map((one) => {
    const up = one.start('up');
    stack.defer(() => ended(up));
    return prints(up, / is up: /u);
  });
  await within(START_WITHIN, 'both accounts are up', Promise.all(starts));
  const { socket } = accountPaths('default', { env: { TORCHAT_HOME: join(folder, 'ann') } });
  const over = new AbortController();
  stack.defer(() => over.abort());
  const heard = stack.use(await within(START_WITHIN, "ann's account answers", openApi(socket, over.signal)));
  const held = stack.move();
  return {
    async forward(name, kind, port, local) {
      await bob.done(['share', 'add', name, kind, `127.0.0.1:${port}`, '--with', 'ann']);
      const offered = () => heard.contact(bobId)?.services.some((one) => one.name === name) === true;
      await within(MEET_WITHIN, `ann hears of ${name}`, heard.until(offered, over.signal));
      const chosen = local ?? (await freePort());
      await ann.done(['forward', 'add', String(chosen), `bob/${name}`]);
      return chosen;
    },
    async unshare(name) {
      await bob.done(['share', 'remove', name]);
    },
    async socks() {
      const port = await freePort();
      await ann.done(['forward', 'socks', String(port)]);
      return port;
    },
    stdio: (name) => ann.line('forward', 'stdio', `bob/${name}`),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
