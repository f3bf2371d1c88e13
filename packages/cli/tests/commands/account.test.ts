// The commands about our own account, against a gateway that runs already, its API mocked.
import { expect, test } from 'vitest';
import { mockedShell } from '../support/mocked-shell.ts';
import { account, OWN_ID } from '../support/world.ts';

const { api, home, torchat } = mockedShell();

test('id prints the id alone, as JSON, or with a QR code', async () => {
  expect((await torchat('id')).stdout).toBe(`${OWN_ID}\n`);
  expect((await torchat('--json id --qr')).stdout).toBe(`{"account":"default","id":"${OWN_ID}"}\n`);
  expect((await torchat('id --qr')).stdout).toMatch(/^[a-z2-7]{56}\n\n[█▀▄ \n]+$/u);
});

test('status says how tor and reachability are', async () => {
  expect((await torchat('status')).stdout).toBe(
    [
      'account    default',
      `id         ${OWN_ID}`,
      'name       alice',
      'status     available',
      'running    yes',
      'tor        tor 0.4.9.11 is ready',
      'reachable  reachable, 340 ms there and back',
      '',
    ].join('\n'),
  );
  expect(JSON.parse((await torchat('status --json')).stdout)).toEqual({ running: true, ...account() });
});

test('status sets what contacts see, and knows three words', async () => {
  expect((await torchat('status xa')).stdout).toContain('away for long');
  expect(api.asked).toEqual(['PUT /v1/status {"status":"xa"}']);
  expect(await torchat('status sleepy')).toMatchObject({
    code: 2,
    stderr: 'torchat: A status is available, away or xa, not "sleepy".\n',
  });
});

test('profile shows and changes name and text', async () => {
  expect((await torchat('profile')).stdout).toBe('alice\n');
  expect((await torchat('profile --text at_home --json')).stdout).toBe('{"name":"alice","text":"at home"}\n');
  expect(api.asked).toEqual(['PUT /v1/profile {"name":"alice","text":"at home"}']);
});

test('up refuses to run beside a gateway that runs', async () => {
  // An account is on disk, so that `up` looks for its gateway.
  await home.torchat(['--account', 'second', 'init', '--yes', '--no-passphrase']);
  expect(await torchat('--account second up')).toMatchObject({
    code: 5,
    stderr: 'torchat: The account "second" is running already.\n',
  });
});
