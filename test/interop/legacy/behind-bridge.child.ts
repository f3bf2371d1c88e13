// An unmodified client of old behind a bridge, as one program with the peer interface: ids have 56 characters, as everybody's.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { parseId, type TorchatId } from '@torchat/core';
import { accountPaths } from '@torchat/core/node';
import { type Bridge, startBridge } from '@torchat/gateway';
import { freePorts } from '@torchat/simulator';
import { LEGACY_DRIVER } from '@torchat/simulator/legacy';

const ALIAS_LENGTH = 16;
const DRIVER = join(LEGACY_DRIVER, 'driver.py');

const { values: flags } = parseArgs({
  options: {
    python: { type: 'string', default: 'python2.7' },
    source: { type: 'string', default: '' },
    own: { type: 'string', default: '' },
    port: { type: 'string', default: '' },
    socks: { type: 'string', default: '' },
    data: { type: 'string', default: '' },
    name: { type: 'string', default: '' },
  },
});

const [clientPort = 0] = await freePorts(1);
const bridge = await startBridge({
  paths: accountPaths('bridge', { env: { TORCHAT_HOME: join(flags.data, 'bridge') } }),
  passphrase: null,
  ownId: parseId(flags.own),
  listen: { port: Number(flags.port) },
  network: { mode: 'socks', host: '127.0.0.1', port: Number(flags.socks.split(':').pop()) },
  publish: false,
  clientPort,
  socksPort: 0,
});

const client = {
  source: flags.source,
  own: bridge.alias,
  port: `${clientPort}`,
  socks: `127.0.0.1:${bridge.socksPort}`,
  data: join(flags.data, 'client'),
  ...(flags.name === '' ? {} : { name: flags.name }),
};
const child = spawn(
  flags.python,
  [DRIVER, ...Object.entries(client).flatMap(([name, value]) => [`--${name}`, value])],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
createInterface({ input: child.stdout }).on('line', (line) => {
  const event = JSON.parse(line) as Record<string, unknown>;
  process.stdout.write(`${JSON.stringify(withIds(event, bridge))}\n`);
});
createInterface({ input: process.stdin })
  .on('line', (line) => child.stdin.write(`${withAlias(line, bridge)}\n`))
  .on('close', () => child.stdin.end());
child.stdin.on('error', () => undefined);
child.once('close', () => void bridge.close().then(() => process.exit(0)));

/** A command with the alias in place of the id; who is added goes into the book first, as a user would do it. */
function withAlias(line: string, { book }: Bridge): string {
  const [verb = '', id = '', ...rest] = line.split(' ');
  // The path of a picture may be as long.
  if (!/^[a-z2-7]{56}$/u.test(id)) return line;
  if (verb === 'add') book.add(id as TorchatId);
  return [verb, id.slice(0, ALIAS_LENGTH), ...rest].join(' ');
}

/** An event with the id in place of the alias. */
function withIds(event: Record<string, unknown>, { book, id: own }: Bridge): Record<string, unknown> {
  const ids = [own, ...book.list().map(({ id }) => id)];
  const whole = (text: unknown): unknown => ids.find((id) => id.slice(0, ALIAS_LENGTH) === text) ?? text;
  return {
    ...event,
    ...('addr' in event ? { addr: whole(event['addr']) } : {}),
    ...('id' in event && event['ev'] === 'ready' ? { id: own } : {}),
  };
}
