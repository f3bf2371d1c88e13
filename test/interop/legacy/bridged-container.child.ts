// A client of old in a container and its bridge in another, as one program with the peer interface: ids have 56 characters.
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs, promisify } from 'node:util';

const ALIAS_LENGTH = 16;

const { values: flags, positionals: driver } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: 'string', default: '' },
    bridge: { type: 'string', default: '' },
    torrc: { type: 'string', default: '' },
  },
});

const run = promisify(execFile);
const inBridge = ['exec', '--interactive', flags.bridge, 'torchat'];
/** By alias. */
const known = new Map([[flags.own.slice(0, ALIAS_LENGTH), flags.own]]);

const up = spawn('docker', [...inBridge, '--torrc', flags.torrc, 'bridge', 'up', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise<void>((resolve) => {
  createInterface({ input: up.stdout }).on('line', (line) => {
    if (line.includes('"service":"published"')) resolve();
  });
});

const child = spawn('docker', driver, { stdio: ['pipe', 'pipe', 'inherit'] });
child.stdin.on('error', () => undefined);
const toUs = inOrder();
const toClient = inOrder();
createInterface({ input: child.stdout }).on('line', (line) =>
  toUs(async () => {
    const event = await withIds(JSON.parse(line) as Record<string, unknown>);
    process.stdout.write(`${JSON.stringify(event)}\n`);
  }),
);
createInterface({ input: process.stdin })
  .on('line', (line) => toClient(async () => void child.stdin.write(`${await withAlias(line)}\n`)))
  .on('close', () => toClient(() => Promise.resolve(void child.stdin.end())));
// What of the bridge runs on ends with its container.
child.once('close', () => toUs(() => process.exit(0)));

/** A command with the alias in place of the id; who is added goes into the book first, as a user would do it. */
async function withAlias(line: string): Promise<string> {
  const [verb = '', id = '', ...rest] = line.split(' ');
  // The path of a picture may be as long.
  if (!/^[a-z2-7]{56}$/u.test(id)) return line;
  if (verb === 'add') await run('docker', [...inBridge, 'bridge', 'add', id]);
  return [verb, id.slice(0, ALIAS_LENGTH), ...rest].join(' ');
}

/** An event with the id in place of the alias; of one who added us by himself, the book tells it. */
async function withIds(event: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { ev, addr } = event;
  if (ev === 'ready') return { ...event, id: flags.own };
  if (typeof addr !== 'string') return event;
  if (!known.has(addr)) {
    const { stdout } = await run('docker', [...inBridge, 'bridge', 'list', '--json']);
    for (const id of stdout.match(/\b[a-z2-7]{56}\b/gu) ?? []) known.set(id.slice(0, ALIAS_LENGTH), id);
  }
  return { ...event, addr: known.get(addr) ?? addr };
}

/** One after another, however long each takes. */
function inOrder(): (work: () => Promise<void>) => void {
  let last = Promise.resolve();
  return (work) => {
    last = last.then(work);
  };
}
