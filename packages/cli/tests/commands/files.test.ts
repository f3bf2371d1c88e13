// The commands about files against a gateway that runs already, its API mocked.
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mockedShell } from '../support/mocked-shell.ts';
import { BOB, CAROL, contact, file } from '../support/world.ts';

const { api, home } = mockedShell();
const OFFER = file(3, { direction: 'in', name: 'cat\u202Egpj.exe', size: 1234 });
const PAUSED = file(5, { name: 'film.mkv', state: 'paused', pausedBy: 'us', moved: 500_000 });
const ENDED = file(2, { state: 'failed', why: 'Your disk\u0007 is full.', moved: 100 });

test('files lists what is offered and on its way, safe to print, with bar, rate and time left', async () => {
  api.contacts = [contact(BOB, 'bob')];
  const running = file(12, { state: 'running', moved: 500_000, rate: 50_000, secondsLeft: 30 });
  api.files = [ENDED, OFFER, PAUSED, running];
  expect((await home.torchat(['files'])).stdout.split('\n')).toEqual([
    '3   ↓ from bob  catgpj.exe  1.2 KB  ▱▱▱▱▱▱▱▱▱▱ 0 %   offered to you',
    '5   ↑ to bob    film.mkv    2.0 MB  ▰▰▰▱▱▱▱▱▱▱ 25 %  paused',
    '12  ↑ to bob    photo.jpg   2.0 MB  ▰▰▰▱▱▱▱▱▱▱ 25 %  is going, 50 KB/s, 30 s left',
    '',
  ]);
  expect(JSON.parse((await home.torchat(['files', '--json'])).stdout)).toEqual([OFFER, PAUSED, running]);
});

test('files --all lists those that have ended with the reason, and a contact only its own', async () => {
  api.contacts = [contact(BOB, 'bob'), contact(CAROL, 'carol')];
  api.files = [ENDED, file(4, { contact: CAROL })];
  expect((await home.torchat(['files', 'bob', '--all'])).stdout).toBe(
    '2  ↑ to bob  photo.jpg  2.0 MB    Your disk is full.\n',
  );
  expect(JSON.parse((await home.torchat(['files', 'carol', '--json'])).stdout)).toEqual([api.files[1]]);
});

test('files says that there is none on stderr', async () => {
  expect(await home.torchat(['files'])).toEqual({ code: 0, stdout: '', stderr: 'No file is on its way.\n' });
});

test('accept takes the only offer, or the one of this number, into a folder of choice', async () => {
  api.files = [OFFER, file(12)];
  expect((await home.torchat(['accept'])).stdout).toBe('catgpj.exe (1.2 KB) is coming.\n');
  expect((await home.torchat(['files', 'accept', '3', '--json'])).stdout).toBe('{"key":3,"accepted":true}\n');
  await home.torchat(['files', 'accept', '--to', 'photos']);
  expect(api.asked).toEqual([
    'POST /v1/files/3/accept',
    'POST /v1/files/3/accept',
    `POST /v1/files/3/accept ${JSON.stringify({ folder: resolve('photos') })}`,
  ]);
});

test.each([
  ['refuse', 'catgpj.exe (1.2 KB) is refused.\n', '{"key":3,"refused":true}\n', 3],
  ['resume', 'film.mkv (2.0 MB) goes on.\n', '{"key":5,"resumed":true}\n', 5],
  ['pause', 'photo.jpg (2.0 MB) is paused.\n', '{"key":12,"paused":true}\n', 12],
])('%s means the only file that it fits', async (deed, words, json, key) => {
  api.files = [OFFER, PAUSED, file(12, { state: 'running' })];
  expect((await home.torchat(['files', deed])).stdout).toBe(words);
  expect((await home.torchat(['files', deed, `${key}`, '--json'])).stdout).toBe(json);
  expect(api.asked).toEqual([`POST /v1/files/${key}/${deed}`, `POST /v1/files/${key}/${deed}`]);
});

test('cancel wants to know which one when there are two', async () => {
  api.files = [OFFER, file(12)];
  expect(await home.torchat(['cancel'])).toMatchObject({
    code: 1,
    stderr: 'torchat: There are 2: say the number of one.\n',
  });
  expect((await home.torchat(['files', 'cancel', '12'])).stdout).toBe('photo.jpg (2.0 MB) is stopped.\n');
  expect(await home.torchat(['cancel', 'x'])).toMatchObject({ code: 1 });
  expect(api.asked).toEqual(['POST /v1/files/12/cancel']);
});

/** The bodies of all requests. */
const asked = (): string[] => api.asked.map((line) => line.slice(line.indexOf('{')));

describe('files consent', () => {
  test('says what becomes of the files of a contact', async () => {
    api.contacts = [contact(BOB, 'bob', { files: { consent: 'always', upTo: 2e7, folder: '/b\u0007ob' } })];
    expect((await home.torchat(['files', 'consent', 'bob'])).stdout).toBe(
      'bob: Files up to 20 MB are taken unasked, larger ones are asked about. They go to /bob.\n',
    );
    expect(api.asked).toEqual([]);
  });

  test('changes what is said and leaves the rest', async () => {
    api.contacts = [contact(BOB, 'bob', { files: { consent: 'ask', upTo: 0, folder: '/bob' } })];
    expect((await home.torchat(['files', 'consent', 'bob', 'never'])).stdout).toBe(
      'bob: Files are refused unasked.\n',
    );
    await home.torchat(['files', 'consent', 'bob', 'always', '--up-to', '20M', '--no-folder']);
    await home.torchat(['files', 'consent', 'bob', '--folder', 'from-bob']);
    expect(asked()).toEqual(
      [
        { consent: 'never', upTo: 0, folder: '/bob' },
        { consent: 'always', upTo: 20_000_000, folder: null },
        { consent: 'ask', upTo: 0, folder: resolve('from-bob') },
      ].map((files) => JSON.stringify({ files })),
    );
  });

  test.each([
    [['bob', 'always'], '--up-to'],
    [['bob', 'ask', '--up-to', '2M'], '--up-to'],
    [['bob', 'sometimes'], 'ask, always, never'],
    [['bob', 'always', '--up-to', 'much'], '2G'],
  ])('refuses %j with a sentence', async (args, hint) => {
    api.contacts = [contact(BOB, 'bob')];
    const ran = await home.torchat(['files', 'consent', ...args]);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(hint) });
    expect(api.asked).toEqual([]);
  });
});

test('circuits tells and sets over how many circuits files come, and says what that shows', async () => {
  expect((await home.torchat(['files', 'circuits'])).stdout).toBe('Files come over one circuit.\n');
  const wrong = await home.torchat(['files', 'circuits', '9']);
  expect(wrong.stderr).toContain('one from 1 to 8');
  await home.torchat(['files', 'circuits', '4']);
  expect(api.asked).toEqual([
    `PUT /v1/settings ${JSON.stringify({ strangers: 'ask', looksLike: 'torchat', fileCircuits: 4 })}`,
  ]);
});
