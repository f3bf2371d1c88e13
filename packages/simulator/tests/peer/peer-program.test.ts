import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type PeerEvent, PeerProgram } from '../../src/peer/peer-program.ts';

const start = (onEvent?: (event: PeerEvent) => void): PeerProgram =>
  new PeerProgram({
    name: 'carol',
    command: process.execPath,
    args: [join(import.meta.dirname, 'fake-peer.js')],
    ...(onEvent === undefined ? {} : { onEvent }),
  });

test('a command is answered by the event that matches, and other output is passed over', async () => {
  const seen: string[] = [];
  await using peer = start((event) => seen.push(event.ev));
  await peer.next('get ready', 5, ({ ev }) => ev === 'ready');
  const answer = peer.next('echo', 5, ({ ev }) => ev === 'chat');
  peer.say('msg', 'dave', JSON.stringify('two\nlines'));
  expect(await answer).toMatchObject({ addr: 'dave', text: 'two\nlines' });
  expect(seen).toEqual(['ready', 'chat']);
});

test('an event that does not come in time is named, with who owed it', async () => {
  await using peer = start();
  await expect(peer.next('fly', 0.01, () => false)).rejects.toMatchObject({
    code: 'timeout',
    message: 'carol did not fly within 0.01 s.',
  });
});

test('a program that ends early is an error with its last words', async () => {
  await using peer = start();
  await peer.next('get ready', 5, ({ ev }) => ev === 'ready');
  const waiting = peer.next('stay', 5, () => false);
  peer.say('die');
  await expect(waiting).rejects.toThrow("carol's program ended: out of memory");
});

test('a program that cannot run is an error, not a crash', async () => {
  await using peer = new PeerProgram({ name: 'nobody', command: '/nonexistent/program', args: [] });
  await expect(peer.next('get ready', 5, () => true)).rejects.toThrow('ENOENT');
});
