import { once } from 'node:events';
import { openAccount } from '@torchat/core/node';
import { mockNet } from '@torchat/tor-manager/testing';
import { describe, expect, it } from 'vitest';
import { startBridge } from '../../src/bridge/bridge.ts';
import { aliasOf } from '../../src/bridge/wire/alias.ts';
import { someAccount } from '../support/accounts.ts';
import { someId } from '../support/fake-client.ts';
import { askSocks, bridged, closed, socksFor, stranger } from './support/bridged.ts';
import { lookalike } from './support/ids.ts';
import { legacyClient } from './support/legacy.ts';

const REFUSED = Buffer.of(0, 0x5b, 0, 0, 0, 0, 0, 0);

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

describe('a stranger at the bridge', () => {
  it('attack: an id that begins like a known one is never heard of, and learns nothing of the book', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    const bob = someId(7);
    ann.bridge.book.add(bob);
    const socket = await stranger(net, ann.bridge.id);
    socket.write(`ping ${lookalike(bob, 8)} 1\nstatus available\n`);
    await ann.event({ type: 'refused', why: 'alias_taken' });
    expect(ann.old.lines).toEqual([]);
    expect(ann.bridge.book.list()).toEqual([{ id: bob, how: 'added' }]);
    expect(socket.closed).toBe(false);
    socket.destroy();
  });

  it('attack: who never pongs leaves no trace after it is gone', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    const mallory = someId(8);
    const socket = await stranger(net, ann.bridge.id);
    socket.write(`ping ${mallory} 1\n`);
    await ann.old.line(`in ${aliasOf(mallory)} ping ${aliasOf(mallory)} 1`);
    socket.destroy();
    await ann.old.line(`in ${aliasOf(mallory)} (closed)`);
    expect(ann.bridge.book.list()).toEqual([]);
    expect(await askSocks(ann.bridge.socksPort, socksFor(`${aliasOf(mallory)}.onion`))).toEqual(REFUSED);
  });

  it('attack: pinging and ponging in the name of another, with the cookie our client sent to the attacker', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    await using mallory = await bridged(net);
    await using bob = await bridged(net);
    mallory.bridge.book.add(ann.bridge.id);
    mallory.old.add(ann.bridge.alias);
    await mallory.old.line(`in ${ann.bridge.alias} status available`);
    bob.network.kill(1_000_000);
    const socket = await stranger(net, ann.bridge.id);
    const cookie = ann.old.cookie(mallory.bridge.alias);
    socket.write(`ping ${bob.bridge.id} 1\npong ${cookie}\nstatus available\n`);
    await ann.old.line(`in ${bob.bridge.alias} status available`);
    expect(ann.bridge.book.list()).toEqual([{ id: mallory.bridge.id, how: 'learned' }]);
    socket.destroy();
  });

  it.each([
    ['15 characters', `ping ${'a'.repeat(15)} 1\n`],
    ['an id of the old network', `ping ${'a'.repeat(16)} 1\n`],
    ['a wrong checksum', `ping ${someId(8).slice(0, 55)}a 1\n`],
    ['upper case', `ping ${someId(8).toUpperCase()} 1\n`],
    ['a line without end', `ping ${'a'.repeat(100_000)}`],
    ['anything before the ping', 'version 1\n'],
    ['another id on the same stream', `ping ${someId(8)} 1\nping ${someId(9)} 1\n`],
    ['a lookalike on the same stream', `ping ${someId(8)} 1\nping ${lookalike(someId(8), 9)} 1\n`],
  ])('is closed for %s', async (_what, bytes) => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    const socket = await stranger(net, ann.bridge.id);
    socket.write(bytes);
    await closed(socket);
    expect(ann.bridge.book.list()).toEqual([]);
    expect(ann.old.lines.filter((line) => line.includes(' ping ')).length).toBeLessThan(2);
  });

  it('a fifth stream in one name ends the first of them', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    const first = await stranger(net, ann.bridge.id);
    first.write(`ping ${someId(8)} 1\n`);
    await ann.old.line(`in ${aliasOf(someId(8))} ping ${aliasOf(someId(8))} 1`);
    const others = await Promise.all(Array.from({ length: 4 }, () => stranger(net, ann.bridge.id)));
    for (const other of others) other.write(`ping ${someId(8)} 1\n`);
    await closed(first);
    for (const other of others) other.destroy();
  });
});

describe('the SOCKS port', () => {
  it.each([
    ['an alias nobody knows', 'aaaaaaaaaaaaaaaa.onion', 11_009],
    ['a host of the internet', 'example.com', 11_009],
    ['an alias without .onion', 'aaaaaaaaaaaaaaaa', 11_009],
    ['a known alias at another port', '(known)', 80],
    ['the whole id of one who is known', '(id)', 11_009],
    ['a known alias in upper case', '(KNOWN)', 11_009],
    ['a name below a known alias', 'www.(known)', 11_009],
  ])('refuses %s', async (_what, host, port) => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    await using bob = await bridged(net);
    ann.bridge.book.add(bob.bridge.id);
    const real = host
      .replace('(known)', `${bob.bridge.alias}.onion`)
      .replace('(KNOWN)', `${bob.bridge.alias.toUpperCase()}.onion`)
      .replace('(id)', `${bob.bridge.id}.onion`);
    expect(await askSocks(ann.bridge.socksPort, socksFor(real, port))).toEqual(REFUSED);
  });

  it('closes what is no SOCKS4a without a word', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    for (const bytes of [
      Buffer.of(5, 1, 0),
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      socksFor('h'.repeat(100_000)),
    ])
      expect((await askSocks(ann.bridge.socksPort, bytes)).length).toBe(0);
  });

  it('refuses a known alias whose owner is not there', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    ann.bridge.book.add(someId(8));
    expect(await askSocks(ann.bridge.socksPort, socksFor(`${aliasOf(someId(8))}.onion`))).toEqual(REFUSED);
  });

  it('keeps a program with foreign settings from telling its old address to anybody', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    await using bob = await bridged(net);
    ann.bridge.book.add(bob.bridge.id);
    await using old = await legacyClient(() => ({
      own: '0000000000000000',
      socksPort: ann.bridge.socksPort,
    }));
    old.add(bob.bridge.alias);
    await ann.event({ type: 'refused', why: 'wrong_own_hostname' });
    await old.line(`out ${bob.bridge.alias} (closed)`);
    expect(bob.old.lines).toEqual([]);
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
