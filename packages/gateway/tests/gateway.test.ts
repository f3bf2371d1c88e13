import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { TorchatError } from '@torchat/core';
import { type AccountPaths, accountPaths, createAccount, lockAccount } from '@torchat/core/node';
import { mockNet } from '@torchat/tor-manager/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startGateway } from '../src/gateway.ts';
import { offline, someAccount, somePaths } from './support/accounts.ts';
import { someId } from './support/fake-client.ts';
import { ask } from './support/http.ts';

const signal = new AbortController().signal;

/** A gateway of this account in a process of its own; kill it. */
async function childGateway(paths: AccountPaths): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'support/child-gateway.ts');
  const home = join(paths.folder, '../..');
  const child = spawn(process.execPath, ['--conditions=source', script, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describe('a gateway', () => {
  it('answers on the socket of its account', async () => {
    const { paths, id } = await someAccount();
    await using gateway = await startGateway(offline(paths));
    expect(gateway.socket).toBe(paths.socket);
    const { status, body } = await ask(paths.socket, 'GET', '/v1/account');
    expect(status).toBe(200);
    expect(body).toMatchObject({ account: 'ann', id, profile: { name: 'ann' }, network: { phase: 'off' } });
  });

  it('serves nothing when it is not told to', async () => {
    const { paths } = await someAccount();
    await using gateway = await startGateway({ ...offline(paths), serve: false });
    expect(gateway.socket).toBeNull();
    await expect(stat(paths.socket)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await gateway.api.account()).toMatchObject({ account: 'ann' });
  });

  it('keeps a second one from the same account, and goes on', async () => {
    const { paths } = await someAccount();
    await using first = await startGateway(offline(paths));
    await expect(startGateway(offline(paths))).rejects.toMatchObject({ code: 'account_locked' });
    expect((await ask(paths.socket, 'GET', '/v1/account')).status).toBe(200);
    expect(await first.api.account()).toMatchObject({ account: 'ann' });
  });

  it('keeps a second process out, and takes the place of one that was killed', async () => {
    const { paths } = await someAccount();
    const child = await childGateway(paths);
    await expect(startGateway(offline(paths))).rejects.toMatchObject({ code: 'account_locked' });
    expect((await ask(paths.socket, 'GET', '/v1/account')).status).toBe(200);
    child.kill('SIGKILL');
    await once(child, 'close');
    const left = (await readdir(paths.sockets)).filter((name) => name.endsWith('.sock'));
    expect(left.toSorted()).toEqual(['api.sock', 'onion.sock']);
    await using net = await mockNet();
    const network = { mode: 'given', network: net.client() } as const;
    await using gateway = await startGateway({ ...offline(paths), network, publish: true });
    expect(gateway.socket).toBe(paths.socket);
    expect((await ask(paths.socket, 'GET', '/v1/account')).status).toBe(200);
  });

  it('leaves no socket file and no lock when it closes', async () => {
    const { paths } = await someAccount();
    await using net = await mockNet();
    const network = net.client();
    const gateway = await startGateway({
      ...offline(paths),
      network: { mode: 'given', network },
      publish: true,
    });
    await gateway.close();
    expect(await gateway.closed).toBeNull();
    expect(network.state.phase).toBe('stopped');
    expect((await readdir(paths.sockets)).filter((name) => name.endsWith('.sock'))).toEqual([]);
    lockAccount(paths).release();
  });

  it('ends when its API is told so, and answers before', async () => {
    const { paths } = await someAccount();
    const gateway = await startGateway(offline(paths));
    const watched = expect(gateway.api.watch(() => undefined, signal)).rejects.toMatchObject({
      code: 'gateway_gone',
    });
    expect((await ask(paths.socket, 'POST', '/v1/shutdown')).status).toBe(202);
    expect(await gateway.closed).toBeNull();
    await watched;
    await expect(stat(paths.socket)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('ends by its signal, also while it starts', async () => {
    const { paths } = await someAccount();
    const early = new AbortController();
    early.abort();
    await expect(startGateway({ ...offline(paths), signal: early.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const during = new AbortController();
    const starting = startGateway({ ...offline(paths), signal: during.signal });
    during.abort();
    await expect(starting).rejects.toMatchObject({ code: 'cancelled' });
    const late = new AbortController();
    const gateway = await startGateway({ ...offline(paths), signal: late.signal });
    late.abort();
    expect(await gateway.closed).toBeNull();
    lockAccount(paths).release();
  });

  it('gives the account back when it cannot open it', { timeout: 60_000 }, async () => {
    const paths = somePaths();
    await expect(startGateway(offline(paths))).rejects.toMatchObject({ code: 'account_missing' });
    await createAccount(paths, { passphrase: 'right', onionSeed: new Uint8Array(32) });
    await expect(startGateway({ ...offline(paths), passphrase: 'wrong' })).rejects.toMatchObject({
      code: 'wrong_passphrase',
    });
    await using gateway = await startGateway({ ...offline(paths), passphrase: 'right' });
    expect(gateway.notices).toEqual([]);
  });

  it('answers while tor is missing, says why in the state, and closes without it', async () => {
    const { paths } = await someAccount();
    const missing = join(paths.folder, 'no-such-tor');
    const gateway = await startGateway({
      ...offline(paths),
      network: { mode: 'tor', binary: missing },
      publish: true,
    });
    const stop = new AbortController();
    let reason = '';
    await gateway.api.watch((event) => {
      if (event.type !== 'hello' && event.type !== 'account') return;
      if (event.account.network.phase !== 'down') return;
      ({ reason } = event.account.network);
      stop.abort();
    }, stop.signal);
    expect(reason).toMatch(/\btor\b/iu);
    expect((await ask(paths.socket, 'GET', '/v1/account')).status).toBe(200);
    await gateway.close();
  });

  it('ends when its store can no longer be written, and says why', async () => {
    const { paths } = await someAccount();
    const gateway = await startGateway(offline(paths));
    const database = (await readdir(paths.folder)).filter((name) => name.startsWith('store.db'));
    for (const name of database) await truncate(join(paths.folder, name));
    await expect(gateway.api.setStatus('away')).rejects.toBeInstanceOf(TorchatError);
    expect(await gateway.closed).toMatchObject({ code: 'store_damaged' });
    await expect(stat(paths.socket)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses to publish behind a port that can only dial', async () => {
    const { paths } = await someAccount();
    const options = {
      ...offline(paths),
      network: { mode: 'socks', host: '127.0.0.1', port: 9 },
      publish: true,
    } as const;
    await expect(startGateway(options)).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('runs under an id whose onion key someone else holds, and makes its store', async () => {
    const paths = somePaths();
    const ownId = someId(7);
    await using net = await mockNet();
    const options = {
      ...offline(paths),
      network: { mode: 'socks', host: '127.0.0.1', port: net.socksPort },
      ownId,
      listen: { port: 0 },
    } as const;
    const first = await startGateway(options);
    await first.api.setProfile({ name: 'peer', text: '' });
    await first.close();
    await using again = await startGateway(options);
    expect(await again.api.account()).toMatchObject({ id: ownId, profile: { name: 'peer' } });
  });

  it('puts its sockets elsewhere when the path of its folder is too long for one', async () => {
    const short = somePaths();
    const home = join(short.folder, 'x'.repeat(100));
    const paths = accountPaths('ann', { env: { TORCHAT_HOME: home, XDG_RUNTIME_DIR: short.folder } });
    await createAccount(paths, { passphrase: null, onionSeed: new Uint8Array(32).fill(1) });
    await using gateway = await startGateway(offline(paths));
    expect(gateway.socket).toBe(paths.socket);
    expect((await ask(paths.socket, 'GET', '/v1/account')).status).toBe(200);
    expect((await stat(paths.sockets)).mode & 0o777).toBe(0o700);
  });
});

describe('a backup of a running account', () => {
  const RECIPIENT = 'age1m7hwt3lkhhsjc4prpsz2dqvxnpynd5ahdhs7380x4ra8smcckerqdl0nzf';
  const request = { lock: { recipients: [RECIPIENT] }, history: true, keys: false };

  it('is written by its gateway, whole, and never over a file', async () => {
    const { paths } = await someAccount();
    await using gateway = await startGateway(offline(paths));
    await gateway.api.addContact({ id: someId(1) });
    const path = join(paths.folder, '../a.age');
    const answer = await ask(paths.socket, 'POST', '/v1/backup', { ...request, path });
    expect(answer).toMatchObject({ status: 201, body: { path, contacts: 1, texts: 0, hasPhrase: true } });
    expect(answer.body).toMatchObject({ bytes: (await stat(path)).size });
    const again = await ask(paths.socket, 'POST', '/v1/backup', { ...request, path });
    expect(again).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
  });

  it('is refused where the request is none', async () => {
    const { paths } = await someAccount();
    await using gateway = await startGateway(offline(paths));
    const path = join(paths.folder, '../b.age');
    for (const wrong of [
      { ...request, path: 'relative.age' },
      { ...request, path, lock: { recipients: [] } },
      { ...request, path, lock: { passphrase: '' } },
      { ...request, path, lock: { recipients: ['age1wrong'] } },
      { path },
    ])
      expect(await ask(paths.socket, 'POST', '/v1/backup', wrong)).toMatchObject({ status: 400 });
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await gateway.api.account()).toMatchObject({ account: 'ann' });
  });
});
