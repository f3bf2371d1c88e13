// Accounts and contacts that come from elsewhere: a key of tor, an old client, another account of the same words.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { shell } from '../support/terminal.ts';
import { BOB, OWN_ID } from '../support/world.ts';

const WORDS =
  'rebel lava agent security rose victory cinnamon slender salad sustain blanket nut inch harvest demise amateur thumb basic used salmon hammer pave scout glad';
const home = shell();
afterAll(() => home[Symbol.dispose]());

test('a key that tor made becomes an account with the address that tor gave it', async () => {
  const folder = join(home.home, 'service');
  const address = await addressByTor(folder);
  const ran = await home.torchat(['--account', 'onion', 'import', folder, '--yes', '--no-passphrase']);
  expect(ran).toMatchObject({ code: 0, stdout: `Your TorChat ID: ${address}\n` });
  expect(ran.stderr).toContain('No words lead to this account');
  expect((await home.torchat(['--account', 'onion', 'id'])).stdout).toBe(`${address}\n`);
  expect(
    await home.torchat(['--account', 'onion', 'import', folder, '--yes', '--no-passphrase']),
  ).toMatchObject({
    code: 3,
  });
  writeFileSync(join(folder, 'hostname'), `${OWN_ID}.onion\n`);
  expect(await home.torchat(['--account', 'o2', 'import', folder, '--yes', '--no-passphrase'])).toMatchObject(
    {
      code: 2,
      stderr: 'torchat: The key in this folder is not that of the address beside it.\n',
    },
  );
});

test('what is no key of tor is refused', async () => {
  const folder = join(home.home, 'none');
  mkdirSync(folder);
  const args = ['--account', 'none', 'import', folder, '--yes', '--no-passphrase'];
  expect((await home.torchat(args)).stderr).toContain('There is no hs_ed25519_secret_key');
  for (const content of [Buffer.alloc(0), Buffer.alloc(96), readFileSync(process.execPath).subarray(0, 96)]) {
    writeFileSync(join(folder, 'hs_ed25519_secret_key'), content);
    expect((await home.torchat(args)).stderr).toContain('This is no key of an onion service of today');
  }
});

test('one phrase makes many accounts', async () => {
  const made = async (name: string, ...more: string[]): Promise<string> => {
    const args = ['--account', name, 'restore', '--yes', '--no-passphrase', '--json', ...more];
    return (JSON.parse((await home.torchat(args, WORDS)).stdout) as { id: string }).id;
  };
  expect(await made('first')).toBe(OWN_ID);
  expect(await made('zero', '--index', '0')).toBe(OWN_ID);
  expect(await made('second', '--index', '1')).not.toBe(OWN_ID);
  expect(await home.torchat(['--account', 'n', 'restore', '--index', '-1'], WORDS)).toMatchObject({
    code: 2,
  });
});

test('words of another language are named', async () => {
  const words = 'ábaco abdomen abeja abierto abogado abono aborto abrazo abrir abuelo abuso acabar';
  const { code, stderr } = await home.torchat(
    ['--account', 'es', 'restore', '--yes', '--no-passphrase'],
    `${words} ${words}`,
  );
  expect(code).toBe(2);
  expect(stderr).toContain('its words are Spanish');
});

test('the contacts of an old client come over, and go back', async () => {
  const old = join(home.home, 'old');
  mkdirSync(old);
  writeFileSync(join(old, 'buddy-list.txt'), `utvrla6mjdypbyw6 Bernd\r\n${BOB} bob; the old\r\nwhat?\r\n`);
  writeFileSync(join(old, 'torchat.ini'), '[profile]\nname = al\ntext = tea; coffee\n');
  await home.torchat(['--account', 'l', 'init', '--yes', '--no-passphrase']);
  const ran = await home.torchat(['--account', 'l', 'import', '--legacy', old]);
  expect(ran).toMatchObject({ code: 0, stdout: '2 contacts found, 2 of them are new.\n' });
  expect(ran.stderr).toContain('1 have an ID of 16 characters');
  expect(ran.stderr).toContain('These lines of buddy-list.txt say nothing: 3.');
  expect((await home.torchat(['--account', 'l', 'profile'])).stdout).toContain('tea; coffee');
  expect((await home.torchat(['--account', 'l', 'import', '--legacy', old])).stdout).toBe(
    '2 contacts found, 0 of them are new.\n',
  );
  const out = join(home.home, 'out');
  mkdirSync(out);
  expect(await home.torchat(['--account', 'l', 'export', '--legacy', out])).toMatchObject({ code: 0 });
  const file = join(out, 'buddy-list.txt');
  expect(
    readFileSync(file, 'utf8')
      .split('\r\n')
      .toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(['', `${BOB} bob; the old`, 'utvrla6mjdypbyw6 Bernd']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await home.torchat(['--account', 'l', 'export', '--legacy', out])).toMatchObject({ code: 2 });
});

/** A service folder as tor itself makes it, without a network. */
async function addressByTor(folder: string): Promise<string> {
  const torrc = join(home.home, 'torrc');
  writeFileSync(
    torrc,
    `DisableNetwork 1\nSocksPort 0\nDataDirectory ${join(home.home, 'tor')}\nLog notice stdout
HiddenServiceDir ${folder}\nHiddenServicePort 11009\n`,
  );
  const tor = spawn(process.env['TOR_BINARY'] ?? 'tor', ['-f', torrc, '--defaults-torrc', '/dev/null'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(tor, 'exit');
  onTestFinished(() => void tor.kill('SIGKILL'));
  for await (const line of createInterface({ input: tor.stdout }))
    if (line.includes('Bootstrapped 0%')) break;
  tor.kill('SIGTERM');
  await gone;
  return readFileSync(join(folder, 'hostname'), 'utf8').trim().replace('.onion', '');
}
