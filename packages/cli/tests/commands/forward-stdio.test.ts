import { join } from 'node:path';
import { accountPaths } from '@torchat/core/node';
import { expect, onTestFinished, test } from 'vitest';
import { friends, seen } from '../support/friends.ts';

/** Answers when the other side has said all, with what it said. */
async function backwards(socket: NodeJS.ReadWriteStream): Promise<void> {
  let said = '';
  for await (const chunk of socket) said += String(chunk);
  socket.end(said.toUpperCase());
}

test('carries standard input to the service and its answer to standard output, and nothing else', async () => {
  const { home, share } = await friends();
  await share('echo', backwards);
  const said = 'hello '.repeat(200_000);
  expect(await home.torchat(['forward', 'stdio', 'bob/echo'], said)).toEqual({
    code: 0,
    stdout: said.toUpperCase(),
    stderr: '',
  });
});

test('waits for a service that is shared a moment later', async () => {
  const { home, share } = await friends();
  const ran = home.torchat(['forward', 'stdio', 'bob/echo'], 'hello');
  await share('echo', backwards);
  expect(await ran).toMatchObject({ code: 0, stdout: 'HELLO' });
});

test('ends with 4 where the contact does not offer the service, or is away for good', async () => {
  const { home, ann, bob } = await friends();
  expect(await home.torchat(['forward', 'stdio', 'bob/web', '--wait', '0'])).toMatchObject({
    code: 4,
    stdout: '',
    stderr: 'torchat: bob does not offer "web" to you.\n',
  });
  const gone = seen(ann, () => ann.client.contact(bob.client.id)?.presence === 'offline');
  await bob.close();
  await gone;
  expect(await home.torchat(['forward', 'stdio', 'bob/web', '--wait', '0'])).toMatchObject({
    code: 4,
    stderr: 'torchat: bob is not online: try again later.\n',
  });
});

test('ends with 4 and a reason where nobody listens at the shared port', async () => {
  const { home, share, bob } = await friends();
  await share('web', () => undefined);
  const [shared] = await bob.api.shares();
  if (shared === undefined) throw new Error('Nothing is shared.');
  await bob.api.putShare({ ...shared, port: 1 });
  expect(await home.torchat(['forward', 'stdio', 'bob/web'], 'x'.repeat(500_000))).toMatchObject({
    code: 4,
    stdout: '',
    stderr: 'torchat: Nobody listens on the shared port at the contact.\n',
  });
});

test('runs the account for the moment where nobody does', async () => {
  const { home, net, ann, share } = await friends();
  await share('echo', backwards);
  await ann.close();
  const { sockets } = accountPaths('default', { env: { TORCHAT_HOME: home.home } });
  // Somebody else publishes the onion service, as a tor would that runs already.
  onTestFinished(net.register(ann.client.id, 11_009, { path: join(sockets, 'onion.sock') }));
  const args = ['--socks', `${net.socksPort}`, 'forward', 'stdio', 'bob/echo'];
  expect(await home.torchat(args, 'hello')).toMatchObject({ code: 0, stdout: 'HELLO' });
});

test('ends when it is interrupted', async () => {
  const { home, share } = await friends();
  const stop = new AbortController();
  await share('clock', () => stop.abort());
  expect(await home.torchat(['forward', 'stdio', 'bob/clock'], 'x', stop.signal)).toMatchObject({
    code: 130,
  });
});

test('takes no service without its contact', async () => {
  const { home } = await friends();
  expect(await home.torchat(['forward', 'stdio', 'web'])).toMatchObject({ code: 2 });
});
