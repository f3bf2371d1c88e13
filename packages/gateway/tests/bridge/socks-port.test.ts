import { mockNet } from '@torchat/tor-manager/testing';
import { describe, expect, it } from 'vitest';
import { aliasOf } from '../../src/bridge/wire/alias.ts';
import { someId } from '../support/fake-client.ts';
import { askSocks, bridged, socksFor } from './support/bridged.ts';
import { legacyClient } from './support/legacy.ts';

const REFUSED = Buffer.of(0, 0x5b, 0, 0, 0, 0, 0, 0);

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

  it('refuses only after a moment: 0.9.9.553 would take a dial that failed at once for a connection for ever', async () => {
    await using net = await mockNet();
    await using ann = await bridged(net);
    const asked = performance.now();
    await askSocks(ann.bridge.socksPort, socksFor('aaaaaaaaaaaaaaaa.onion'));
    expect(performance.now() - asked).toBeGreaterThan(200);
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
