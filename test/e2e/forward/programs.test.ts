import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { freePort, missing, output, server } from './programs.ts';
import { type TwoAccounts, twoAccounts } from './two-accounts.ts';

// Programs that know nothing of all this, over real tor: bob's on one side, ann's on the other.

let accounts: TwoAccounts;

beforeAll(async () => {
  accounts = await twoAccounts(inject('torrcFile'));
});

afterAll(async () => {
  await accounts[Symbol.asyncDispose]();
});

test.skipIf(missing('curl', 'python3'))(
  'curl fetches from a web server and sees it no more when it is not shared',
  async () => {
    const folder = await temporary();
    const whole = randomBytes(3_000_000);
    await writeFile(join(folder, 'whole.bin'), whole);
    const port = await freePort();
    await server(
      'python3',
      ['-u', '-m', 'http.server', '--bind', '127.0.0.1', '-d', folder, String(port)],
      /Serving/u,
    );
    const local = await accounts.forward('web', 'tcp', port);
    const url = `http://127.0.0.1:${local}/whole.bin`;
    await output('curl', ['-sS', '--fail', '-o', join(folder, 'got.bin'), url]);
    expect(digest(await readFile(join(folder, 'got.bin')))).toBe(digest(whole));
    const proxy = `socks5h://127.0.0.1:${await accounts.socks()}`;
    await output('curl', [
      '-sS',
      '--fail',
      '-x',
      proxy,
      '-o',
      join(folder, 'again.bin'),
      'http://bob.web.torchat/whole.bin',
    ]);
    expect(digest(await readFile(join(folder, 'again.bin')))).toBe(digest(whole));
    await expect(output('curl', ['-sS', '-x', proxy, 'http://localhost/'])).rejects.toThrow(/SOCKS5/u);
    await accounts.unshare('web');
    await expect(output('curl', ['-sS', '--fail', url])).rejects.toThrow(
      /reset|empty reply|recv failure|failed to connect/iu,
    );
  },
);

test.skipIf(missing('nc'))('netcat says all, ends its side, and hears the answer to all of it', async () => {
  const port = await freePort();
  const folder = await temporary();
  const said = randomBytes(1_000_000).toString('base64');
  // The answer comes after the last word: both halves of the connection end by themselves.
  const answerer = join(folder, 'answer.mjs');
  await writeFile(
    answerer,
    `import { createServer } from 'node:net';
import { createHash } from 'node:crypto';
createServer({ allowHalfOpen: true }, (socket) => {
  const hash = createHash('sha256');
  socket.on('data', (chunk) => hash.update(chunk)).on('end', () => socket.end(hash.digest('hex')));
}).listen(${port}, '127.0.0.1', () => console.log('ready'));
`,
  );
  await server('node', [answerer], /ready/u);
  const local = await accounts.forward('netcat', 'tcp', port);
  expect(await output('nc', ['-N', '127.0.0.1', String(local)], said)).toBe(digest(Buffer.from(said)));
});

// Started by root, sshd wants a folder that its package makes.
const sshFolder = process.getuid?.() === 0 ? ['/run/sshd'] : [];

test.skipIf(missing('ssh', 'sshd', 'ssh-keygen', ...sshFolder))(
  'ssh logs in and runs a command',
  async () => {
    const folder = await temporary();
    for (const name of ['host', 'user'])
      await output('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
    await writeFile(join(folder, 'allowed'), await readFile(join(folder, 'user.pub')), { mode: 0o600 });
    const port = await freePort();
    const lines = [
      `ListenAddress 127.0.0.1:${port}`,
      `HostKey ${join(folder, 'host')}`,
      `AuthorizedKeysFile ${join(folder, 'allowed')}`,
      `PidFile ${join(folder, 'pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
    ];
    await writeFile(join(folder, 'sshd_config'), `${lines.join('\n')}\n`);
    await server('sshd', ['-D', '-e', '-f', join(folder, 'sshd_config')], /Server listening/u);
    const local = await accounts.forward('ssh', 'tcp', port);
    const options = [
      'StrictHostKeyChecking=no',
      `UserKnownHostsFile=${join(folder, 'known')}`,
      'IdentitiesOnly=yes',
    ];
    const args = [
      '-F',
      'none',
      '-i',
      join(folder, 'user'),
      '-p',
      String(local),
      ...options.flatMap((option) => ['-o', option]),
      `${userInfo().username}@127.0.0.1`,
      'wc -c',
    ];
    expect((await output('ssh', args, 'x'.repeat(500_000))).trim()).toBe('500000');
    const through = ['-o', `ProxyCommand=${accounts.stdio('ssh')}`, ...args];
    expect((await output('ssh', through, 'y'.repeat(400_000))).trim()).toBe('400000');
  },
);

test.skipIf(missing('dig', 'dnsmasq'))('dig asks a name server', async () => {
  const port = await freePort();
  const args = [
    '--keep-in-foreground',
    '--no-resolv',
    '--no-hosts',
    '--conf-file=/dev/null',
    '--pid-file',
    `--user=${userInfo().username}`,
    '--listen-address=127.0.0.1',
    '--bind-interfaces',
    `--port=${port}`,
    '--address=/harbour.test/192.0.2.9',
    '--log-facility=-',
  ];
  await server('dnsmasq', args, /started/u);
  const local = await accounts.forward('dns', 'udp', port);
  const answer = await output('dig', [
    '@127.0.0.1',
    '-p',
    String(local),
    '+short',
    '+tries=5',
    '+timeout=5',
    '+notcp',
    'harbour.test',
  ]);
  expect(answer.trim()).toBe('192.0.2.9');
});

test.skipIf(missing('iperf3'))('iperf3 measures TCP, and a call by UDP that loses nothing', async () => {
  const port = await freePort();
  await server('iperf3', ['-s', '-B', '127.0.0.1', '-p', String(port), '--forceflush'], /Server listening/u);
  // Its control connection and its datagrams go to one port.
  const local = await accounts.forward('iperf-control', 'tcp', port);
  await accounts.forward('iperf', 'udp', port, local);
  const args = ['-c', '127.0.0.1', '-p', String(local), '-J', '-t', '3'];
  const bulk = JSON.parse(await output('iperf3', args)) as Report;
  expect(bulk.end.sum_received?.bytes ?? 0).toBeGreaterThan(100_000);
  // As a telephone speaks: 50 packets of 172 bytes a second.
  const call = JSON.parse(await output('iperf3', [...args, '-u', '-l', '172', '-b', '68800'])) as Report;
  expect(call.end.sum?.packets ?? 0).toBeGreaterThan(100);
  expect(call.end.sum?.lost_packets).toBe(0);
});

interface Report {
  readonly end: {
    readonly sum_received?: { readonly bytes: number };
    readonly sum?: { readonly packets: number; readonly lost_packets: number };
  };
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-programs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
