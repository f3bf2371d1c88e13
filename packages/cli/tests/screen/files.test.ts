// Files on the chat screen: offered, taken, sent, and how far they are.
import { expect, test } from 'vitest';
import { openScreen } from '../support/screen.ts';
import { BOB, CAROL, contact, file } from '../support/world.ts';

test('an offer is a remark and a row, /accept takes it, and its row shows how far it is', async () => {
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
  const running = { ...offer, state: 'running', moved: 1_000_000, rate: 1_200_000, secondsLeft: 12 } as const;
  gateway.emit({ type: 'file_progress', file: running });
  await screen.until(' 3 ↓ bob          ▰▰▰▰▰▱▱▱▱▱ 50 %  1.2 MB/s 12 s left cat.jpg');
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
  await screen.until('7  to bob: photo.jpg (2.0 MB), 0 %, waits for an answer');
  screen.write('/cancel 7\r');
  await gateway.whenAsked('POST /v1/files/7/cancel');
});

const MOVING = { state: 'running', moved: 820_000, rate: 1_200_000, secondsLeft: 12 } as const;

test.each([{}, { NO_COLOR: '1' }])(
  'several files are readable in 80 x 24, also those of others and of before, with %j',
  async (env) => {
    await using screen = await openScreen({
      args: ['chat', 'bob'],
      env,
      prepare(gateway) {
        gateway.contacts.set(BOB, contact(BOB, 'bob', { presence: 'available' }));
        gateway.contacts.set(CAROL, contact(CAROL, 'carol'));
        gateway.files.push(
          file(2, { direction: 'in', name: 'cat.jpg' }),
          file(3, { ...MOVING, contact: CAROL, name: 'film.mkv' }),
          file(4, { state: 'paused', pausedBy: 'us', moved: 500_000 }),
          ...[5, 6, 7].map((key) => file(key, { ...MOVING, direction: 'in', name: `${key}.txt` })),
        );
      },
    });
    await screen.until('and 2 more');
    const rows = screen.pane.text().split('\n');
    expect(rows.slice(16, 21)).toEqual([
      ' 3 ↑ carol        ▰▰▰▰▱▱▱▱▱▱ 41 %  1.2 MB/s 12 s left film.mkv',
      ' 5 ↓ bob          ▰▰▰▰▱▱▱▱▱▱ 41 %  1.2 MB/s 12 s left 5.txt',
      ' 6 ↓ bob          ▰▰▰▰▱▱▱▱▱▱ 41 %  1.2 MB/s 12 s left 6.txt',
      ' 7 ↓ bob          ▰▰▰▰▱▱▱▱▱▱ 41 %  1.2 MB/s 12 s left 7.txt',
      ' and 2 more: /files',
    ]);
  },
);

test('/pause, /resume and /refuse mean the only file that fits, /consent the open contact', async () => {
  await using screen = await openScreen({
    args: ['chat', 'bob'],
    prepare(gateway) {
      gateway.contacts.set(BOB, contact(BOB, 'bob', { presence: 'available' }));
      gateway.files.push(
        file(2, { direction: 'in', name: 'cat.jpg' }),
        file(3, { ...MOVING, name: 'film.mkv' }),
        file(4, { state: 'paused', pausedBy: 'us' }),
      );
    },
  });
  const { gateway } = screen;
  await screen.until('film.mkv');
  for (const [deed, key] of [
    ['pause', 3],
    ['resume', 4],
    ['refuse', 2],
  ]) {
    screen.write(`/${deed}\r`);
    await gateway.whenAsked(`POST /v1/files/${key}/${deed}`);
  }
  screen.write('/consent always 20M\r');
  await screen.until('bob: Files up to 20 MB are taken unasked');
  const files = { consent: 'always', upTo: 20_000_000, folder: null };
  expect(await gateway.whenAsked('PATCH')).toBe(`PATCH /v1/contacts/${BOB} ${JSON.stringify({ files })}`);
});
