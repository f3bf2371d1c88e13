// One side of the benchmark: a gateway behind a tor of others, as `torchat up --socks` runs it; node has --expose-gc.
import { setTimeout as pause } from 'node:timers/promises';
import { parseId } from '@torchat/core';
import { accountPaths } from '@torchat/core/node';
import { startGateway } from '@torchat/gateway';
import type { FromGateway, GatewayTask } from './messages.ts';

const COLLECTIONS = 3;

function say(message: FromGateway): void {
  process.send?.(message);
}

async function live(task: GatewayTask): Promise<void> {
  const paths = accountPaths(task.name, { env: { TORCHAT_HOME: task.home } });
  await startGateway({
    paths,
    passphrase: null,
    network: { mode: 'socks', host: '127.0.0.1', port: task.socksPort },
    listen: { port: task.port },
    publish: false,
    ...(task.id === null ? {} : { ownId: parseId(task.id) }),
    serve: true,
  });
  say({ type: 'ready', socket: paths.socket });
}

async function usage(): Promise<void> {
  for (let at = 0; at < COLLECTIONS; at++) {
    globalThis.gc?.();
    await pause(100);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  say({ type: 'usage', resident: rss, heap: heapUsed, external });
}

process.on('message', (message: GatewayTask | 'usage') => {
  void (message === 'usage' ? usage() : live(message));
});
process.once('disconnect', () => process.exit());
