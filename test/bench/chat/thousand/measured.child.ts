// The measured process: one gateway with its contacts, as `torchat peer --socks` runs it; node starts it with --expose-gc.
import { setTimeout as pause } from 'node:timers/promises';
import { parseId } from '@torchat/core';
import { accountPaths } from '@torchat/core/node';
import { startGateway } from '@torchat/gateway';
import type { MeasuredTask, Usage } from './messages.ts';

const COLLECTIONS = 5;

async function live(task: MeasuredTask): Promise<Usage> {
  const { client } = await startGateway({
    paths: accountPaths('measured', { env: { TORCHAT_HOME: task.home } }),
    passphrase: null,
    network: { mode: 'socks', host: '127.0.0.1', port: task.socksPort },
    listen: { port: task.port },
    publish: false,
    ownId: parseId(task.id),
    serve: true,
  });
  const waiting = new Set(task.contacts);
  const all = Promise.withResolvers<void>();
  const arrived = (): void => {
    if (waiting.size === 0) all.resolve();
  };
  client.subscribe((event) => {
    if (event.type !== 'presence' || event.presence !== 'available') return;
    waiting.delete(event.id);
    arrived();
  });
  for (const contact of task.contacts) await client.command({ type: 'add', id: parseId(contact) });
  arrived();
  await all.promise;
  await pause(task.settle * 1000);
  const before = process.cpuUsage();
  const start = performance.now();
  await pause(task.idle * 1000);
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000 / (performance.now() - start);
  const offline = client.view().contacts.filter((contact) => contact.presence === 'offline').length;
  if (offline > 0) throw new Error(`${offline} contacts went offline again.`);
  for (let at = 0; at < COLLECTIONS; at++) {
    globalThis.gc?.();
    await pause(200);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, heap: heapUsed, external, cpu };
}

process.once('message', (task: MeasuredTask) => {
  void live(task).then((usage) => process.send?.(usage));
});
process.once('disconnect', () => process.exit());
