import { mockNet } from '@torchat/tor-manager/testing';
import { describe, expect, it } from 'vitest';
import { aliasOf } from '../../src/bridge/wire/alias.ts';
import { someId } from '../support/fake-client.ts';
import { askSocks, bridged, closed, socksFor, stranger } from './support/bridged.ts';
import { lookalike } from './support/ids.ts';

const REFUSED = Buffer.of(0, 0x5b, 0, 0, 0, 0, 0, 0);

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
