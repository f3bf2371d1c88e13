// The commands about contacts, against a gateway that runs already, its API mocked.
import { expect, test } from 'vitest';
import { mockedShell } from '../support/mocked-shell.ts';
import { BOB, CAROL, contact, DAVE } from '../support/world.ts';

const { api, torchat } = mockedShell();

test('list lines up marks, counts and ids, whatever the script of the names', async () => {
  api.contacts = [
    contact(BOB, 'bob', { presence: 'available', unread: 2 }),
    contact(CAROL, '日本語', { presence: 'xa', waiting: 1 }),
    contact(DAVE, '', { relation: 'request' }),
    contact('bbbbbbbbbbbbbbbb', 'mallory', { relation: 'blocked' }),
    contact('cccccccccccccccc', 'gone', { removedUs: true }),
  ];
  expect(await torchat('list')).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      `bob        available         2 unread   ${BOB}`,
      `日本語     away for long     1 waiting  ${CAROL}`,
      `aaabbbbb…  asks to be added             ${DAVE}`,
      `mallory    blocked                      bbbbbbbbbbbbbbbb`,
      `gone       removed you                  cccccccccccccccc`,
      '',
    ].join('\n'),
  });
  expect(JSON.parse((await torchat('list --json')).stdout)).toEqual(api.contacts);
});

test('list says on stderr that there is nobody yet', async () => {
  const { stdout, stderr } = await torchat('list');
  expect(stdout).toBe('');
  expect(stderr).toBe('Nobody yet: `torchat add ID` adds a contact, `torchat id` prints yours.\n');
});

test('add takes an id as a person types it, and a name', async () => {
  const { stdout } = await torchat(`add ${BOB.toUpperCase()}.onion bob`);
  expect(stdout).toBe('bob (2gzyxa5i…) is on your list and is dialled now.\n');
  expect(api.asked).toEqual([`POST /v1/contacts {"id":"${BOB}","name":"bob"}`]);
  expect(JSON.parse((await torchat(`add ${BOB} --json`)).stdout)).toMatchObject({ id: BOB });
});

test('add says what is wrong with an id', async () => {
  expect(await torchat('add abc')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'torchat: This is not a TorChat ID: it has 3 characters, a TorChat ID has 56 (or 16 in the old network).\n',
  });
  expect((await torchat(`add ${BOB.replace('2gz', '3gz')}`)).stderr).toContain('checksum is wrong');
});

test('rename, block and unblock say what they did', async () => {
  api.contacts = [contact(BOB, 'bob')];
  expect((await torchat('rename bob Bob_from_work')).stdout).toBe('bob is now Bob from work.\n');
  expect((await torchat('block bob')).stdout).toBe('bob is blocked.\n');
  expect((await torchat('unblock 2gzy')).stdout).toBe('bob is not blocked any more.\n');
  expect(api.asked.map((asked) => asked.replace(BOB, 'ID'))).toEqual([
    'PATCH /v1/contacts/ID {"name":"Bob from work"}',
    'PATCH /v1/contacts/ID {"blocked":true}',
    'PATCH /v1/contacts/ID {"blocked":false}',
  ]);
  expect(JSON.parse((await torchat('block bob --json')).stdout)).toMatchObject({ relation: 'blocked' });
});

test('remove asks first, and where nobody can be asked says --yes', async () => {
  api.contacts = [contact(BOB, 'bob')];
  expect(await torchat('remove bob')).toMatchObject({
    code: 2,
    stderr:
      'torchat: Remove bob and all texts with it? Nobody is here to be asked: say --yes if you mean it.\n',
  });
  expect(api.asked).toEqual([]);
  expect((await torchat('remove bob --yes')).stdout).toBe('bob is removed.\n');
  expect(api.asked).toEqual([`DELETE /v1/contacts/${BOB}`]);
  expect((await torchat('remove bob --yes --json')).stdout).toBe(`{"id":"${BOB}","removed":true}\n`);
});

test.each(['remove x --yes', 'rename x y', 'block x', 'unblock x', 'send x hi', 'history x'])(
  '%s: an unknown contact is said plainly',
  async (command) => {
    expect(await torchat(command)).toEqual({
      code: 4,
      stdout: '',
      stderr: 'torchat: There is no contact "x": `torchat list` shows whom you have.\n',
    });
  },
);

test('with --json an error is JSON on stderr, and stdout stays empty', async () => {
  const { code, stdout, stderr } = await torchat('block x --json');
  expect([code, stdout]).toEqual([4, '']);
  expect(JSON.parse(stderr)).toEqual({ error: { code: 'unknown_contact', message: expect.any(String) } });
});

test('seal says how it stands, and decides about a contact that comes without', async () => {
  api.contacts = [contact(BOB, 'bob', { seal: 'held', pinned: true })];
  expect((await torchat('seal bob')).stdout).toContain('bob comes without the seal it had.');
  expect((await torchat('seal bob --accept-once')).stdout).toContain('you took it so for this once');
  expect((await torchat('seal bob --unpin')).stdout).toContain('bob may come unsealed from now on');
  expect(api.asked).toEqual([
    `POST /v1/contacts/${BOB}/seal {"choice":"accept_once"}`,
    `POST /v1/contacts/${BOB}/seal {"choice":"unpin"}`,
  ]);
  expect(await torchat('seal bob --unpin --accept-once')).toMatchObject({ code: 2 });
});
