// The commands about files against a gateway that runs already, its API mocked.
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { mockedShell } from '../support/mocked-shell.ts';
import { BOB, contact, file } from '../support/world.ts';

const { api, home } = mockedShell();
const OFFER = file(3, { direction: 'in', name: 'cat\u202Egpj.exe', size: 1234 });

test('files lists what is offered and on its way, safe to print', async () => {
  api.contacts = [contact(BOB, 'bob')];
  api.files = [OFFER, file(12, { state: 'running', moved: 500_000 })];
  expect((await home.torchat(['files'])).stdout).toBe(
    '3   from bob  offered to you  1.2 KB  catgpj.exe\n12  to bob    25 %            2.0 MB  photo.jpg\n',
  );
  expect(JSON.parse((await home.torchat(['files', '--json'])).stdout)).toEqual(api.files);
});

test('files says that there is none on stderr', async () => {
  expect(await home.torchat(['files'])).toEqual({ code: 0, stdout: '', stderr: 'No file is on its way.\n' });
});

test('accept takes the only offer, or the one of this number', async () => {
  api.files = [OFFER, file(12)];
  expect((await home.torchat(['accept'])).stdout).toBe('catgpj.exe (1.2 KB) is coming.\n');
  expect((await home.torchat(['accept', '3', '--json'])).stdout).toBe('{"key":3,"accepted":true}\n');
  expect(api.asked).toEqual(['POST /v1/files/3/accept', 'POST /v1/files/3/accept']);
});

test('cancel wants to know which one when there are two', async () => {
  api.files = [OFFER, file(12)];
  expect(await home.torchat(['cancel'])).toMatchObject({
    code: 1,
    stderr: 'torchat: There are 2: say the number of one.\n',
  });
  expect((await home.torchat(['cancel', '12'])).stdout).toBe('photo.jpg (2.0 MB) is stopped.\n');
  expect(await home.torchat(['cancel', 'x'])).toMatchObject({ code: 1 });
  expect(api.asked).toEqual(['POST /v1/files/12/cancel']);
});

test('send-file stays until the file has arrived', async () => {
  api.contacts = [contact(BOB, 'bob', { presence: 'available' })];
  const name = 'photo.jpg';
  const running = file(7, { name, state: 'running', moved: 1_000_000 });
  api.afterSend = [
    { type: 'file_progress', file: running },
    { type: 'file_end', file: file(8), ok: false, why: 'Another one.', path: null },
    { type: 'file_end', file: running, ok: true, why: 'The file has arrived.', path: null },
  ];
  expect(await home.torchat(['send-file', 'bob', name])).toMatchObject({
    code: 0,
    stdout: 'bob has got photo.jpg (2.0 MB).\n',
  });
  expect(api.asked).toEqual([`POST /v1/contacts/${BOB}/files ${JSON.stringify({ path: resolve(name) })}`]);
});

test('send-file fails with the reason when it does not arrive', async () => {
  api.contacts = [contact(BOB, 'bob')];
  const why = 'The other side does not take this file.';
  api.afterSend = [{ type: 'file_end', file: file(7), ok: false, why, path: null }];
  const ran = await home.torchat(['send-file', 'bob', 'photo.jpg']);
  expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`torchat: ${why}\n`) });
});

test('send-file takes the offer back when it is interrupted', async () => {
  api.contacts = [contact(BOB, 'bob')];
  const stop = new AbortController();
  api.onFile = () => stop.abort();
  const { code } = await home.torchat(['send-file', 'bob', 'photo.jpg'], '', stop.signal);
  expect(code).toBe(130);
  expect(api.asked.at(-1)).toBe('POST /v1/files/7/cancel');
});
