// Backup and restore as a person runs them, without a running gateway.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shell } from '../support/terminal.ts';
import { BOB, CAROL, DAVE, OWN_ID } from '../support/world.ts';

const WORDS =
  'rebel lava agent security rose victory cinnamon slender salad sustain blanket nut inch harvest demise amateur thumb basic used salmon hammer pave scout glad';
const home = shell();
/** A key of age made for these tests. */
const RECIPIENT = 'age1m7hwt3lkhhsjc4prpsz2dqvxnpynd5ahdhs7380x4ra8smcckerqdl0nzf';
const IDENTITY = 'AGE-SECRET-KEY-1N5TEE62VKLSFH6QVHMA538YALZXCW4455C66504KJ4TPD7K4QCLQ5UDUR7';
const file = join(home.home, 'torchat.age');
/** Milliseconds: each command starts a gateway of its own. */
const SLOW = 60_000;
const keyFile = join(home.home, 'age.key');
const restore = ['restore', '--yes', '--no-passphrase', '--identity', keyFile, '--from', file];

beforeAll(async () => {
  writeFileSync(keyFile, `# a remark\n${IDENTITY}\n`, { mode: 0o600 });
  await home.torchat(['restore', '--yes', '--no-passphrase', '--name', 'alice'], WORDS);
  await home.torchat(['add', BOB, 'bob']);
  await home.torchat(['add', CAROL, 'carol']);
  await home.torchat(['send', 'bob', 'it waits', '--wait', '0']);
  expect(await home.torchat(['backup', file, '--recipient', RECIPIENT])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/torchat\.age: 2 contacts, 1 texts, [\d.]+ KB\.\n$/u) as string,
    stderr: 'Together with the 24 words it brings everything back.\n',
  });
}, SLOW);
afterAll(() => home[Symbol.dispose]());

async function names(account: string): Promise<string[]> {
  const { stdout } = await home.torchat(['--account', account, 'list', '--json']);
  const rows = stdout.trim().startsWith('[')
    ? (JSON.parse(stdout) as { name: string }[])
    : stdout
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { name: string });
  return rows.map(({ name }) => name).sort();
}

test('a lost machine comes back from its words and its backup', { timeout: SLOW }, async () => {
  const ran = await home.torchat(['--account', 'again', ...restore], WORDS);
  expect(ran).toMatchObject({
    code: 0,
    stdout: `Your TorChat ID: ${OWN_ID}\nIt has 2 contacts and 1 texts.\n`,
  });
  expect(await names('again')).toEqual(['bob', 'carol']);
  expect((await home.torchat(['--account', 'again', 'profile'])).stdout).toContain('alice');
});

test('words of another account, or a wrong passphrase, make nothing', { timeout: SLOW }, async () => {
  const others = await home.torchat(['--account', 'x', 'init', '--yes', '--no-passphrase', '--json']);
  const { words } = JSON.parse(others.stdout) as { words: string[] };
  expect(await home.torchat(['--account', 'none', ...restore], words.join(' '))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('belong to another account') as string,
  });
  const locked = join(home.home, 'locked.age');
  using right = shell({ TORCHAT_HOME: home.home, TORCHAT_BACKUP_PASSPHRASE: 'open sesame' });
  expect(await right.torchat(['backup', locked])).toMatchObject({ code: 0 });
  using wrong = shell({ TORCHAT_HOME: home.home, TORCHAT_BACKUP_PASSPHRASE: 'closed sesame' });
  const { code, stderr } = await wrong.torchat(
    ['--account', 'none', 'restore', '--yes', '--no-passphrase', '--from', locked],
    WORDS,
  );
  expect(code).toBe(1);
  expect(stderr).toContain('torchat: The passphrase of the backup is wrong, or the file is damaged');
  expect(existsSync(join(home.home, 'accounts', 'none', 'store.db'))).toBe(false);
});

test('into an account that is there it says how, merges, undoes and confirms', {
  timeout: SLOW,
}, async () => {
  const there = ['--account', 'there'];
  await home.torchat([...there, 'restore', '--yes', '--no-passphrase'], WORDS);
  await home.torchat([...there, 'add', CAROL, 'my carol']);
  await home.torchat([...there, 'add', DAVE, 'dave']);
  expect(await home.torchat([...there, ...restore])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('say --merge') as string,
  });
  expect(await home.torchat([...there, ...restore, '--merge'])).toMatchObject({ code: 0 });
  expect(await names('there')).toEqual(['bob', 'dave', 'my carol']);
  expect(await home.torchat([...there, ...restore, '--replace'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--undo') as string,
  });
  expect(await home.torchat([...there, 'restore', '--undo'])).toMatchObject({ code: 0 });
  expect(await names('there')).toEqual(['dave', 'my carol']);
  expect(await home.torchat([...there, ...restore, '--replace'])).toMatchObject({ code: 0 });
  expect(await names('there')).toEqual(['bob', 'carol']);
  expect(await home.torchat([...there, 'restore', '--confirm'])).toMatchObject({ code: 0 });
  expect(await home.torchat([...there, 'restore', '--undo'])).toMatchObject({ code: 2 });
  expect((await home.torchat([...there, 'id'])).stdout).toBe(`${OWN_ID}\n`);
});

test('a replacement asks first', async () => {
  const [, , ...noYes] = restore;
  expect(await home.torchat(['restore', ...noYes, '--replace'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('say --yes if you mean it') as string,
  });
});

test('a backup never writes over a file, and a foreign file is no backup', async () => {
  const foreign = join(home.home, 'foreign.txt');
  writeFileSync(foreign, 'hello');
  expect(await home.torchat(['backup', foreign, '--recipient', RECIPIENT])).toMatchObject({ code: 2 });
  const ran = await home.torchat(['--account', 'none', ...restore.slice(0, -1), foreign], WORDS);
  expect(ran).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('This is no backup of TorChat') as string,
  });
});
