// Commands without a running gateway: they start the real one for a moment, without a network.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onionKeyOfPhrase } from '@torchat/core';
import { accountPaths } from '@torchat/core/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shell } from '../support/terminal.ts';
import { BOB, OWN_ID } from '../support/world.ts';

const WORDS =
  'rebel lava agent security rose victory cinnamon slender salad sustain blanket nut inch harvest demise amateur thumb basic used salmon hammer pave scout glad';
const home = shell();

beforeAll(async () => {
  await home.torchat(['restore', '--yes', '--no-passphrase', '--name', 'alice'], WORDS);
});
afterAll(() => home[Symbol.dispose]());

test('restore makes the account of the words, with the same id each time', async () => {
  const { stdout } = await home.torchat(
    ['--account', 'again', 'restore', '--yes', '--no-passphrase', '--json'],
    `1. ${WORDS.toUpperCase()}\n`,
  );
  expect(JSON.parse(stdout)).toEqual({ account: 'again', id: OWN_ID });
  expect((await home.torchat(['id'])).stdout).toBe(`${OWN_ID}\n`);
});

test('restore names the word that is wrong', async () => {
  const { code, stderr } = await home.torchat(
    ['--account', 'x', 'restore', '--yes', '--no-passphrase'],
    WORDS.replace('lava', 'lavva'),
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(/^torchat: This is not a seed phrase: word 2, "lavva", .*nearest: "lava".*\n$/u);
});

test('init prints the words once, and they lead to the id', async () => {
  const { code, stdout } = await home.torchat([
    '--account',
    'new',
    'init',
    '--yes',
    '--no-passphrase',
    '--json',
  ]);
  const { id, words } = JSON.parse(stdout) as { id: string; words: string[] };
  expect([code, words.length]).toEqual([0, 24]);
  expect(onionKeyOfPhrase(words, 0).id).toBe(id);
  expect((await home.torchat(['--account', 'new', 'id'])).stdout).toBe(`${id}\n`);
});

test('init refuses to replace an account', async () => {
  expect(await home.torchat(['init', '--yes', '--no-passphrase'])).toMatchObject({
    code: 3,
    stderr: 'torchat: There is already an account "default": `torchat --account NAME init` makes another.\n',
  });
});

test('init for scripts wants to be told about the passphrase', async () => {
  expect(await home.torchat(['--account', 'y', 'init', '--yes'])).toMatchObject({ code: 2, stdout: '' });
});

test('a passphrase from a file or the environment opens the account, nothing else does', {
  timeout: 60_000,
}, async () => {
  const file = join(home.home, 'passphrase');
  writeFileSync(file, 'correct horse\nsecond line\n', { mode: 0o600 });
  const open = ['--account', 'locked', 'id'];
  await home.torchat(['--account', 'locked', '--passphrase-file', file, 'init', '--yes']);
  expect((await home.torchat([...open, '--passphrase-file', file])).code).toBe(0);
  expect(await home.torchat(open)).toMatchObject({
    code: 5,
    stderr: 'torchat: This account has a passphrase: give it by --passphrase-file or TORCHAT_PASSPHRASE.\n',
  });
  using other = shell({ TORCHAT_HOME: home.home, TORCHAT_PASSPHRASE: 'wrong' });
  expect(await other.torchat(open)).toMatchObject({
    code: 5,
    stderr: 'torchat: The passphrase is wrong: try again.\n',
  });
  using right = shell({ TORCHAT_HOME: home.home, TORCHAT_PASSPHRASE: 'correct horse' });
  expect((await right.torchat(open)).code).toBe(0);
});

test('what one command did is there for the next', async () => {
  await home.torchat(['add', BOB, 'bob']);
  await home.torchat(['history', 'bob', '--on']);
  expect((await home.torchat(['send', 'bob', 'hello', '--wait', '0'])).stdout).toBe(
    'Queued: it goes to bob at the next `torchat up` or `chat`.\n',
  );
  expect((await home.torchat(['history', 'bob'])).stdout).toMatch(/ {2}you \(waiting\): hello\n$/u);
  expect((await home.torchat(['status'])).stdout).toContain('running  no: `torchat up`');
});

test('commands at the same time wait for each other', async () => {
  const ids = await Promise.all(
    Array.from({ length: 4 }, async () => home.torchat(['--account', 'again', 'id'])),
  );
  expect(ids.map(({ stdout }) => stdout)).toEqual(Array.from({ length: 4 }, () => `${OWN_ID}\n`));
});

test('a gateway that is just going is waited for', async () => {
  const { socket } = accountPaths('again', { env: { TORCHAT_HOME: home.home } });
  const going = createServer((connection) => {
    connection.destroy();
    going.close();
  });
  await new Promise<void>((done) => going.listen(socket, done));
  expect(await home.torchat(['--account', 'again', 'id'])).toMatchObject({ code: 0, stdout: `${OWN_ID}\n` });
});

test.each(['list', 'id', 'status', 'up', 'chat', 'send bob hi'])(
  '%s: without an account says how to make one',
  async (command) => {
    expect(await home.torchat(['--account', 'none', ...command.split(' ')])).toEqual({
      code: 3,
      stdout: '',
      stderr: 'torchat: There is no account "none" yet: run `torchat init --account none` to make one.\n',
    });
  },
);

test.each([
  [['frobnicate'], 'torchat: there is no command "frobnicate"'],
  [['send'], "torchat: missing required argument 'contact'"],
  [['send', 'bob', 'hi', '--wait', 'x'], '--wait takes a whole number from 0 to 86400.'],
  [['list', '--bogus'], "torchat: unknown option '--bogus'"],
  [['--socks', 'x', 'up'], 'torchat: --socks takes a port or host:port'],
  [['--torrc', '/nowhere/torrc', 'up'], 'torchat: The file of --torrc cannot be read'],
  [['--account', '../x', 'id'], 'torchat: An account’s name has'],
])('%j is a wrong use: exit code 2, one sentence', async (args, why) => {
  const { code, stdout, stderr } = await home.torchat(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(why);
  expect(stderr).not.toMatch(/^ {4}at /mu);
});

test('every command has help with an example', async () => {
  const { stdout } = await home.torchat(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]*) /gmu)].map(([, name]) => name as string);
  expect(commands.length).toBeGreaterThan(20);
  for (const name of commands.filter((one) => one !== 'help')) {
    const help = await home.torchat([name, '--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('$ torchat');
  }
});

test('docs/cli.md speaks of every command', async () => {
  const docs = readFileSync(join(import.meta.dirname, '../../../../docs/cli.md'), 'utf8');
  const { stdout } = await home.torchat(['--help']);
  for (const [, name] of stdout.matchAll(/^ {2}([a-z]+) /gmu))
    if (name !== 'help') expect(docs).toContain(`\`torchat ${name}`);
});
