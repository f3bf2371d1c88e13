// Files on the chat screen: offered, taken, sent, and how far they are.
import { expect, test } from 'vitest';
import { openScreen } from '../support/screen.ts';
import { BOB, contact, file } from '../support/world.ts';

test('an offer is a remark, /accept takes it, and the head shows how far it is', async () => {
  const offer = file(3, { direction: 'in', name: 'cat.jpg' });
  await using screen = await openScreen({
    args: ['chat', 'bob'],
    prepare(gateway) {
      gateway.contacts.set(BOB, contact(BOB, 'bob', { presence: 'available' }));
      gateway.files.push(offer);
    },
  });
  const { gateway } = screen;
  await screen.until('bob (2gz');
  gateway.emit({ type: 'file_offer', file: offer });
  await screen.until('bob offers cat.jpg (2.0 MB): /accept 3');
  screen.write('/accept\r');
  await gateway.whenAsked('POST /v1/files/3/accept');
  const running = { ...offer, state: 'running', moved: 1_000_000 } as const;
  gateway.emit({ type: 'file_progress', file: running });
  await screen.until('↓ ▰▰▰▰▰▱▱▱▱▱ 50 %');
  gateway.emit({ type: 'file_end', file: running, ok: true, why: '', path: '/d/cat.jpg' });
  await screen.until('bob has sent cat.jpg (2.0 MB), which is now /d/cat.jpg');
  expect(screen.pane.text()).not.toContain('▰');
});

test('/file offers a file by its path, /files lists and /cancel takes it back', async () => {
  await using screen = await openScreen({
    args: ['chat', 'bob'],
    prepare: (gateway) => void gateway.contacts.set(BOB, contact(BOB, 'bob', { presence: 'available' })),
  });
  const { gateway } = screen;
  await screen.until('bob (2gz');
  screen.write('/file /tmp/my photo.jpg\r');
  expect(await gateway.whenAsked('POST')).toBe(`POST /v1/contacts/${BOB}/files {"path":"/tmp/my photo.jpg"}`);
  await screen.until('is offered: /cancel 7');
  gateway.files.push(file(7));
  screen.write('/files\r');
  await screen.until('7  to bob: photo.jpg (2.0 MB), waits for an answer');
  screen.write('/cancel 7\r');
  await gateway.whenAsked('POST /v1/files/7/cancel');
});
