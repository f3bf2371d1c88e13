import { describe, expect, test } from 'vitest';
import { friends, seen } from './support/friends.ts';
import { allOf, connected, freePort, serverPort } from './support/ports.ts';

test('through the API: shared, seen by the contact, forwarded, listed, closed', async () => {
  const { ann, bob } = await friends();
  const target = await serverPort((socket) => socket.end('hello'));
  const share = { name: 'web', kind: 'tcp', host: '127.0.0.1', port: target, with: [ann.client.id] } as const;
  expect(await bob.api.putShare(share)).toEqual(share);
  expect(await bob.api.shares()).toEqual([share]);
  await seen(ann, () => ann.client.contact(bob.client.id)?.services.length === 1);
  expect(await ann.api.contact(bob.client.id)).toMatchObject({ services: [{ name: 'web', kind: 'tcp' }] });
  const port = await freePort();
  const forward = await ann.api.addForward({ port, contact: bob.client.id, service: 'web' });
  expect(forward).toMatchObject({ id: `tcp:127.0.0.1:${port}`, kind: 'tcp', open: true, active: 0 });
  expect((await allOf(await connected(port))).toString()).toBe('hello');
  expect(await ann.api.forwards()).toMatchObject([{ sent: 0, got: 5 }]);
  await ann.api.removeForward(forward.id);
  expect(await ann.api.forwards()).toEqual([]);
  await bob.api.removeShare('web');
  expect(await bob.api.shares()).toEqual([]);
});

describe('refused', () => {
  const REFUSED = [
    ['a name', { host: 'localhost' }],
    ['an address of the network', { host: '192.168.1.7' }],
    ['every address', { host: '0.0.0.0' }],
    ["tor's own port", { port: 9050 }],
    ['a service name with a slash', { name: 'a/b' }],
  ] as const;

  test.each(REFUSED)('to share %s', async (_, wrong) => {
    const { ann, bob } = await friends();
    const share = { name: 'web', kind: 'tcp', host: '127.0.0.1', port: 80, with: [ann.client.id] } as const;
    await expect(bob.api.putShare({ ...share, ...wrong })).rejects.toMatchObject({ code: 'bad_request' });
    expect(await bob.api.shares()).toEqual([]);
  });

  test('to share with somebody who is no contact', async () => {
    const { bob } = await friends();
    const share = { name: 'web', kind: 'tcp', host: '127.0.0.1', port: 80, with: [bob.client.id] } as const;
    await expect(bob.api.putShare(share)).rejects.toMatchObject({ code: 'unknown_contact' });
  });

  test('a local port that others reach, unless it is said', async () => {
    const { ann, bob } = await friends();
    const port = await freePort();
    const forward = { port, contact: bob.client.id, service: 'web', kind: 'tcp', host: '0.0.0.0' } as const;
    await expect(ann.api.addForward(forward)).rejects.toMatchObject({ code: 'bad_request' });
    expect(await ann.api.addForward({ ...forward, expose: true })).toMatchObject({ open: true });
  });

  test('a service of unknown kind, until it is said', async () => {
    const { ann, bob } = await friends();
    const forward = { port: await freePort(), contact: bob.client.id, service: 'web' };
    await expect(ann.api.addForward(forward)).rejects.toMatchObject({ code: 'unknown_service' });
    expect(await ann.api.addForward({ ...forward, kind: 'udp' })).toMatchObject({ kind: 'udp', open: true });
  });

  test('to remove a forward or a share that is not there', async () => {
    const { ann } = await friends();
    await expect(ann.api.removeForward('tcp:127.0.0.1:1')).rejects.toMatchObject({ code: 'unknown_service' });
    await expect(ann.api.removeShare('web')).rejects.toMatchObject({ code: 'unknown_service' });
  });
});

test('an address of the network is shared once its owner says so', async () => {
  const { ann, bob } = await friends();
  const share = { name: 'nas', kind: 'tcp', host: '192.168.1.7', port: 80, with: [ann.client.id] } as const;
  expect(await bob.api.putShare({ ...share, exposeLan: true })).toEqual(share);
});
