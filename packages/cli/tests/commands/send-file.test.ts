// `torchat send-file` against a gateway that runs already, its API mocked.
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { mockedShell } from '../support/mocked-shell.ts';
import { BOB, contact, file } from '../support/world.ts';

const { api, home } = mockedShell();

const arrived = (key: number, name = 'photo.jpg') =>
  ({ type: 'file_end', file: file(key, { name }), ok: true, why: '', path: null }) as const;

test('stays until the file has arrived, whatever becomes of others', async () => {
  api.contacts = [contact(BOB, 'bob', { presence: 'available' })];
  api.afterSend = [
    { type: 'file_progress', file: file(7, { state: 'running', moved: 1_000_000 }) },
    { type: 'file_end', file: file(8), ok: false, why: 'Another one.', path: null },
    arrived(7),
  ];
  expect(await home.torchat(['send-file', 'bob', 'photo.jpg'])).toMatchObject({
    code: 0,
    stdout: 'bob has got photo.jpg (2.0 MB).\n',
  });
  const body = JSON.stringify({ path: resolve('photo.jpg') });
  expect(api.asked).toEqual([`POST /v1/contacts/${BOB}/files ${body}`]);
});

test('--json prints each step of each file on a line', async () => {
  api.contacts = [contact(BOB, 'bob', { presence: 'available' })];
  const running = file(7, { state: 'running', moved: 1_000_000, rate: 5, secondsLeft: 9 });
  api.onFile = () => api.emit({ type: 'file_progress', file: running }, arrived(7));
  const { code, stdout } = await home.torchat(['send-file', 'bob', 'photo.jpg', '--json']);
  expect(code).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toEqual([{ type: 'file_progress', file: running }, arrived(7)]);
});

test('fails with the reason when it does not arrive', async () => {
  api.contacts = [contact(BOB, 'bob')];
  const why = 'The other side does not take this file.';
  api.afterSend = [{ type: 'file_end', file: file(7), ok: false, why, path: null }];
  const ran = await home.torchat(['send-file', 'bob', 'photo.jpg']);
  expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`torchat: ${why}\n`) });
});

test('sends several at once, and one that fails keeps none from arriving', async () => {
  api.contacts = [contact(BOB, 'bob', { presence: 'available' })];
  const why = 'The other side does not take this file.';
  api.onFile = () => {
    if (api.nextFile !== 9) return;
    api.emit(arrived(8, 'b'), { type: 'file_end', file: file(7, { name: 'a' }), ok: false, why, path: null });
  };
  const { code, stdout, stderr } = await home.torchat(['send-file', 'bob', 'a', 'missing', 'b']);
  expect(code).toBe(1);
  expect(stdout).toBe('bob has got b (2.0 MB).\n');
  expect(stderr).toContain('missing: There is no such file.\n');
  expect(stderr).toContain(`a (2.0 MB) did not arrive. ${why}\n`);
  expect(stderr).toContain('torchat: 2 of 3 files did not arrive.\n');
});

test('offers no more than eight at a time, and the next one as one ends', async () => {
  api.contacts = [contact(BOB, 'bob', { presence: 'available' })];
  const names = Array.from({ length: 20 }, (_, number) => `file ${number}`);
  let most = 0;
  let ended = 6;
  api.onFile = () => {
    most = Math.max(most, api.nextFile - 1 - ended);
    // Eight stand open, or none is left to be offered: one of them ends.
    while (ended + 1 < api.nextFile && (api.nextFile - 1 - ended >= 8 || api.nextFile === 27))
      api.emit(arrived(++ended, names[ended - 7] ?? ''));
  };
  const { code, stdout } = await home.torchat(['send-file', 'bob', ...names]);
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(20);
  expect(most).toBe(8);
});

test('takes the offers back when it is interrupted', async () => {
  api.contacts = [contact(BOB, 'bob')];
  const stop = new AbortController();
  api.onFile = () => {
    if (api.nextFile === 9) stop.abort();
  };
  const { code } = await home.torchat(['send-file', 'bob', 'a', 'b'], '', stop.signal);
  expect(code).toBe(130);
  expect(api.asked.slice(-2)).toEqual(['POST /v1/files/7/cancel', 'POST /v1/files/8/cancel']);
});

test('says what of a folder is not sent, safe to print', async () => {
  api.contacts = [contact(BOB, 'bob', { presence: 'available' })];
  api.skipped = ['to\u0007 a file', 'pipe'];
  const folder = file(7, { name: 'photos', items: 12 });
  api.onFile = () => api.emit({ type: 'file_end', file: folder, ok: true, why: '', path: null });
  const { stdout, stderr } = await home.torchat(['send-file', 'bob', 'photos']);
  expect(stderr).toContain('Not sent, because only plain files and folders are: to a file, pipe.\n');
  expect(stdout).toBe('bob has got photos/ (12 files, 2.0 MB).\n');
});

test('--flat sends the files of a folder one by one, and no link', async () => {
  const folder = join(home.home, 'photos');
  mkdirSync(join(folder, 'sub'), { recursive: true });
  writeFileSync(join(folder, 'a'), '');
  writeFileSync(join(folder, 'sub/b'), '');
  symlinkSync('/etc/passwd', join(folder, 'link'));
  api.contacts = [contact(BOB, 'bob', { presence: 'available' })];
  api.onFile = () => {
    if (api.nextFile === 9) api.emit(arrived(7, 'a'), arrived(8, 'b'));
  };
  const { code, stderr } = await home.torchat(['send-file', 'bob', folder, '--flat']);
  expect(code).toBe(0);
  expect(stderr).toContain('Not sent, because only plain files and folders are: link.\n');
  const real = realpathSync(folder);
  expect(api.asked).toEqual(
    [join(real, 'a'), join(real, 'sub/b')].map(
      (path) => `POST /v1/contacts/${BOB}/files ${JSON.stringify({ path })}`,
    ),
  );
});
