import { expect, test } from 'vitest';
import { TorchatError } from '../../src/errors.ts';
import { loopback, met, RAW, watched } from './setting.ts';

/** What keeps this process alive, in a file of its own, so that no other test's remains are among it. */
function handles(): string[] {
  return process.getActiveResourcesInfo();
}

/** What there is now beyond what was there before; a timer of the test runner may have gone meanwhile. */
function added(before: readonly string[]): string[] {
  const rest = [...before];
  return handles().filter((handle) => {
    const at = rest.indexOf(handle);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** The end of what ends with the current events: a destroyed socket is closed one turn later, and gone after another. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('a closed client leaves no socket, no server and no timer, though a peer does not read', async () => {
  const before = handles();
  const { client, peer } = await met(loopback());
  peer.arrived?.pause();
  for (let at = 0; at < 4; at++) await client.command({ type: 'send', id: RAW, text: 'x'.repeat(400_000) });
  await client.close();
  await client.close();
  await peer[Symbol.asyncDispose]();
  await settled();
  expect(added(before)).toEqual([]);
});

test('a client whose store failed leaves none either', async () => {
  const before = handles();
  let full = false;
  const { client, peer } = await met(
    loopback(),
    watched((_, write) => {
      if (full) throw new TorchatError('internal', 'The disk is full.');
      write();
    }),
  );
  full = true;
  peer.say('message hello\n');
  await client.ended;
  await peer[Symbol.asyncDispose]();
  await settled();
  expect(added(before)).toEqual([]);
});

test('a client closed from within a listener leaves none, whatever was still to be done', async () => {
  const before = handles();
  const { client, peer } = await met(loopback());
  const closed = new Promise<void>((resolve, reject) => {
    client.subscribe((event) => {
      if (event.type === 'presence') client.close().then(resolve, reject);
    });
  });
  await peer[Symbol.asyncDispose]();
  await closed;
  await settled();
  expect(added(before)).toEqual([]);
});
