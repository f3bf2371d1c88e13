// `torchat avatar`, with the real gateway for our own picture and a made-up one for a contact's.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { avatarOfPng } from '@torchat/core/avatar';
import { accountPaths } from '@torchat/core/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACE, FACE_NAME, FACE_PNG } from '../support/face.ts';
import { type FakeGateway, fakeGateway } from '../support/fake-gateway.ts';
import { shell } from '../support/terminal.ts';
import { BOB, CAROL, contact } from '../support/world.ts';

const COLORS = { COLORTERM: 'truecolor', TERM: 'xterm' };

describe('our own picture', () => {
  const home = shell();
  const file = join(home.home, 'face.png');
  beforeAll(async () => {
    writeFileSync(file, FACE_PNG);
    await home.torchat(['init', '--yes', '--no-passphrase']);
  });
  afterAll(() => home[Symbol.dispose]());

  test('is set, kept, saved as it is, and cleared', async () => {
    expect(await home.torchat(['avatar', '--json'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"no_picture"'),
    });
    expect(await home.torchat(['avatar', 'set', file])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Contacts see this picture of you from now on.\n',
    });
    const { stdout } = await home.torchat(['avatar', '--json']);
    const told = JSON.parse(stdout) as { avatar: string; png: string };
    expect(told.avatar).toBe(FACE_NAME);
    expect(await avatarOfPng(Buffer.from(told.png, 'base64'))).toEqual(FACE);
    expect((await home.torchat(['avatar', 'clear', '--json'])).stdout).toContain('"avatar":null');
    expect((await home.torchat(['avatar'])).code).toBe(2);
  });

  test.each([
    ['nothing.png', 1, 'There is no such file.'],
    ['words.png', 2, 'This is no PNG file: save the picture as PNG.'],
    ['folder', 2, 'A picture is a PNG file; this is none.'],
  ])('is not set from %s', async (name, code, sentence) => {
    writeFileSync(join(home.home, 'words.png'), 'words');
    mkdirSync(join(home.home, 'folder'), { recursive: true });
    expect(await home.torchat(['avatar', 'set', join(home.home, name)])).toEqual({
      code,
      stdout: '',
      stderr: `torchat: ${sentence}\n`,
    });
  });
});

describe("a contact's picture", () => {
  const home = shell(COLORS, { isTTY: true, columns: 80, rows: 24 });
  const pipe = shell({ TORCHAT_HOME: home.home });
  let gateway: FakeGateway;
  beforeAll(async () => {
    gateway = await fakeGateway(accountPaths('default', { env: { TORCHAT_HOME: home.home } }).socket);
    gateway.contacts.set(BOB, contact(BOB, 'bob', { avatar: FACE_NAME }));
    gateway.contacts.set(CAROL, contact(CAROL, 'carol'));
    gateway.pictures.set(BOB, FACE_PNG);
  });
  afterAll(async () => {
    await gateway.close();
    home[Symbol.dispose]();
    pipe[Symbol.dispose]();
  });

  test('is drawn as large as the window, with a place left for the prompt', async () => {
    const { stdout } = await home.torchat(['avatar', 'bob']);
    const rows = stdout.split('\n').slice(0, -1);
    expect(rows).toHaveLength(22);
    expect(rows[0]).toContain(`[38;2;255;0;0;48;2;255;0;0m${'▀'.repeat(33)}`);
    expect(rows.at(-1)).toContain('38;2;0;0;255');
  });

  test('is drawn with light and dark characters where colours are not wanted', async () => {
    const { stdout } = await home.torchat(['avatar', 'bob', '--no-color']);
    expect(stdout).toMatch(/^[ .:\-=+*#%@\n]+$/u);
  });

  test('goes through no pipe: a sentence says what to do instead', async () => {
    expect(await pipe.torchat(['avatar', 'bob'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'torchat: A picture is shown on terminals only: --out FILE saves it.\n',
    });
  });

  test('is saved for this user alone, and replaces a file only when told to', async () => {
    const path = join(home.home, 'bob.png');
    const save = ['avatar', 'bob', '--out', path];
    expect((await pipe.torchat(save)).stdout).toBe(`The picture of bob is now ${path}.\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path).equals(FACE_PNG)).toBe(true);
    writeFileSync(path, 'mine');
    expect(await pipe.torchat(save)).toMatchObject({
      code: 1,
      stderr: 'torchat: There is already a file of this name: choose another name, or remove it first.\n',
    });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(JSON.parse((await pipe.torchat([...save, '--force', '--json'])).stdout)).toEqual({
      id: BOB,
      avatar: FACE_NAME,
      path,
    });
    expect(readFileSync(path).equals(FACE_PNG)).toBe(true);
  });

  test('is missed in one sentence', async () => {
    expect(await home.torchat(['avatar', 'carol'])).toMatchObject({
      code: 1,
      stderr: 'torchat: carol shows no picture.\n',
    });
    expect((await home.torchat(['avatar', 'nobody'])).code).toBe(4);
    expect((await pipe.torchat(['avatar', 'bob', '--out', '/nowhere/x.png'])).stderr).toBe(
      'torchat: There is no such folder to write the picture into.\n',
    );
  });
});
