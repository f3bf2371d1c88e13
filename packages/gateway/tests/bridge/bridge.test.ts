import { once } from 'node:events';
import { openAccount } from '@torchat/core/node';
import { mockNet } from '@torchat/tor-manager/testing';
import { describe, expect, it } from 'vitest';
import { startBridge } from '../../src/bridge/bridge.ts';
import { someAccount } from '../support/accounts.ts';
import { someId } from '../support/fake-client.ts';
import { bridged, closed, stranger } from './support/bridged.ts';
import { legacyClient } from './support/legacy.ts';

describe('two bridges with programs of old', () => {
  it('one adds the other: both know each other by alias, and texts go both ways untouched', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    await using bob = await bridged(net);
    const [annAlias, bobAlias] = [ann.bridge.alias, bob.bridge.alias];
    ann.bridge.book.add(bob.bridge.id);
    ann.old.add(bobAlias);
    await ann.old.line(`in ${bobAlias} status available`);
    await bob.old.line(`in ${annAlias} status available`);
    expect([...ann.old.verified, ...bob.old.verified]).toEqual([bobAlias, annAlias]);
    expect(ann.old.lines).toContain(`in ${bobAlias} ping ${bobAlias} ${bob.old.cookie(annAlias)}`);
    expect(bob.bridge.book.list()).toEqual([{ id: ann.bridge.id, how: 'learned' }]);

    ann.old.say(bobAlias, `message ping ${annAlias} and ${ann.bridge.id} \\n \xff`);
    await bob.old.line(`in ${annAlias} message ping ${annAlias} and ${ann.bridge.id} \\n \xff`);
    bob.old.say(annAlias, 'message back');
    await ann.old.line(`in ${bobAlias} message back`);
    ann.old.sayBack(bobAlias, 'filename 1 5 8192 a name');
    await bob.old.line(`out ${annAlias} filename 1 5 8192 a name`);
  });

  it('a program that pings itself hears itself, through Tor', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    const { alias } = ann.bridge;
    ann.old.add(alias);
    await ann.old.line(`in ${alias} ping ${alias} ${ann.old.cookie(alias)}`);
    await ann.old.line(`in ${alias} status available`);
    expect([...ann.old.verified]).toEqual([alias]);
    expect(ann.bridge.book.list()).toEqual([]);
  });

  it('when one side closes, the other hears of it, and nothing is left', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    await using bob = await bridged(net);
    ann.bridge.book.add(bob.bridge.id);
    ann.old.add(bob.bridge.alias);
    await ann.old.line(`in ${bob.bridge.alias} status available`);
    await bob.bridge.close();
    await ann.old.line(`in ${bob.bridge.alias} (closed)`);
    await ann.old.line(`out ${bob.bridge.alias} (closed)`);
  });

  it('megabytes pass at the pace of the slower side, and arrive whole', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    await using bob = await bridged(net);
    ann.bridge.book.add(bob.bridge.id);
    ann.old.add(bob.bridge.alias);
    await ann.old.line(`in ${bob.bridge.alias} status available`);
    const long = `message ${'ping abc '.repeat(1_000_000)}`;
    ann.old.say(bob.bridge.alias, long);
    await bob.old.line(`in ${ann.bridge.alias} ${long}`);
  });
});

describe('a bridge', () => {
  it('says when the old program is not there, and lets strangers go', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    await ann.old.close();
    const socket = await stranger(net, ann.bridge.id);
    socket.write(`ping ${someId(8)} 1\n`);
    await closed(socket);
    await ann.event({ type: 'client_away' });
  });

  it('keeps its book in the account, for the next time', async () => {
    await using net = await mockNet();
    const account = await someAccount('kept');
    {
      await using ann = await bridged(net, account);
      ann.bridge.book.add(someId(8));
    }
    await using again = await bridged(net, account);
    expect(again.bridge.book.list()).toEqual([{ id: someId(8), how: 'added' }]);
  });

  it('holds the account for itself, and frees it when it ends', async () => {
    await using net = await mockNet();
    const account = await someAccount('held');
    const options = {
      paths: account.paths,
      passphrase: null,
      network: { mode: 'given', network: net.client() },
      publish: true,
      clientPort: 1,
      socksPort: 0,
    } as const;
    const first = await startBridge(options);
    await expect(
      startBridge({ ...options, network: { mode: 'given', network: net.client() } }),
    ).rejects.toMatchObject({
      code: 'account_locked',
    });
    await first.close();
    await first.closed;
    using opened = await openAccount(account.paths, null);
    expect(opened.identity.id).toBe(account.id);
  });

  it('ends with its signal, and closes every connection', async () => {
    await using net = await mockNet();
    const account = await someAccount('signal');
    const stop = new AbortController();
    await using old = await legacyClient(() => ({ own: bridge.alias, socksPort: bridge.socksPort }));
    const bridge = await startBridge({
      paths: account.paths,
      passphrase: null,
      network: { mode: 'given', network: net.client() },
      publish: true,
      clientPort: old.port,
      socksPort: 0,
      signal: stop.signal,
    });
    stop.abort();
    await bridge.closed;
    await expect(once(await dialTo(bridge.socksPort), 'connect')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('says plainly that its SOCKS port is taken', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    const account = await someAccount('taken');
    await expect(
      startBridge({
        paths: account.paths,
        passphrase: null,
        network: { mode: 'given', network: net.client() },
        publish: true,
        clientPort: 1,
        socksPort: ann.bridge.socksPort,
      }),
    ).rejects.toThrow(/SOCKS port \d+ cannot be opened: .*--socks-port/u);
  });
});

async function dialTo(port: number) {
  const { connect } = await import('node:net');
  return connect(port, '127.0.0.1');
}
