// Every command against a gateway that runs already, its API mocked.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mockApi } from '../support/mock-api.ts';
import { type Ran, shell } from '../support/terminal.ts';
import { account, BOB, CAROL, contact, DAVE, message, OWN_ID } from '../support/world.ts';

const api = mockApi();
const home = shell();

beforeAll(() => api.server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => api.reset());
afterAll(() => {
  api.server.close();
  home[Symbol.dispose]();
});

async function torchat(args: string, input?: string): Promise<Ran> {
  return home.torchat(
    args.split(' ').map((word) => word.replaceAll('_', ' ')),
    input,
  );
}

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

test('id prints the id alone, as JSON, or with a QR code', async () => {
  expect((await torchat('id')).stdout).toBe(`${OWN_ID}\n`);
  expect((await torchat('--json id --qr')).stdout).toBe(`{"account":"default","id":"${OWN_ID}"}\n`);
  expect((await torchat('id --qr')).stdout).toMatch(/^[a-z2-7]{56}\n\n[█▀▄ \n]+$/u);
});

test('status says how tor and reachability are', async () => {
  expect((await torchat('status')).stdout).toBe(
    [
      'account    default',
      `id         ${OWN_ID}`,
      'name       alice',
      'status     available',
      'running    yes',
      'tor        tor 0.4.9.11 is ready',
      'reachable  reachable, 340 ms there and back',
      '',
    ].join('\n'),
  );
  expect(JSON.parse((await torchat('status --json')).stdout)).toEqual({ running: true, ...account() });
});

test('status sets what contacts see, and knows three words', async () => {
  expect((await torchat('status xa')).stdout).toContain('away for long');
  expect(api.asked).toEqual(['PUT /v1/status {"status":"xa"}']);
  expect(await torchat('status sleepy')).toMatchObject({
    code: 2,
    stderr: 'torchat: A status is available, away or xa, not "sleepy".\n',
  });
});

test('profile shows and changes name and text', async () => {
  expect((await torchat('profile')).stdout).toBe('alice\n');
  expect((await torchat('profile --text at_home --json')).stdout).toBe('{"name":"alice","text":"at home"}\n');
  expect(api.asked).toEqual(['PUT /v1/profile {"name":"alice","text":"at home"}']);
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

test('send waits until the text is delivered', async () => {
  api.contacts = [contact(BOB, 'bob')];
  api.afterSend = [
    { type: 'message_state', id: BOB, key: 7, state: 'delivered' },
    { type: 'message_state', id: BOB, key: 1, state: 'delivered' },
  ];
  expect(await torchat('send bob hello you')).toEqual({
    code: 0,
    stdout: 'Delivered to bob.\n',
    stderr: 'you are reachable, 340 ms there and back\n',
  });
  expect(api.asked).toEqual([`POST /v1/contacts/${BOB}/messages {"text":"hello you"}`]);
});

test('send says sent where the other client confirms nothing', async () => {
  api.contacts = [contact(BOB, 'bob')];
  api.afterSend = [
    { type: 'contact', contact: contact(BOB, 'bob') },
    { type: 'message_state', id: BOB, key: 1, state: 'sent' },
    { type: 'contact', contact: contact(BOB, 'bob') },
  ];
  expect((await torchat('send bob hello')).stdout).toBe('Sent to bob.\n');
});

test('send goes on waiting while the text is sent and a receipt may come', async () => {
  api.contacts = [contact(BOB, 'bob')];
  api.afterSend = [
    { type: 'message_state', id: BOB, key: 1, state: 'sent' },
    { type: 'contact', contact: { ...contact(BOB, 'bob'), waiting: 1 } },
    { type: 'message_state', id: BOB, key: 1, state: 'delivered' },
  ];
  expect((await torchat('send bob hello')).stdout).toBe('Delivered to bob.\n');
});

test('send says that the text is queued when the contact does not come in time', async () => {
  api.contacts = [contact(BOB, 'bob')];
  expect((await torchat('send bob hello --wait 0')).stdout).toBe(
    'Queued: it goes to bob as soon as it is there.\n',
  );
  expect(JSON.parse((await torchat('send bob hello --wait 0 --json')).stdout)).toMatchObject({
    state: 'waiting',
  });
});

test('send - takes the text from standard input, lines and all', async () => {
  api.contacts = [contact(BOB, 'bob')];
  await torchat('send bob - --wait 0', 'one\n  two\n\n');
  expect(api.asked).toEqual([`POST /v1/contacts/${BOB}/messages {"text":"one\\n  two"}`]);
  expect(await torchat('send bob -', ' \n')).toMatchObject({ code: 2 });
  expect(await torchat('send bob -', 'x'.repeat(600_000))).toMatchObject({
    code: 2,
    stderr: 'torchat: A text has at most 512 KiB; this is more.\n',
  });
});

test('history shows texts without what could harm the terminal', async () => {
  api.contacts = [contact(BOB, 'bob')];
  api.messages = [
    message(BOB, 1, 'hi\u001B[2J\nthere'),
    message(BOB, 2, 'yo', { direction: 'out', state: 'waiting' }),
  ];
  expect((await torchat('history bob')).stdout).toBe(
    '2026-05-01 12:01:00  bob: hi\n    there\n2026-05-01 12:02:00  you (waiting): yo\n',
  );
  expect(JSON.parse((await torchat('history bob --json')).stdout)).toEqual(api.messages);
});

test('history asks for as many pages as it takes', async () => {
  api.contacts = [contact(BOB, 'bob')];
  api.messages = Array.from({ length: 2500 }, (_, at) => message(BOB, at + 1, `n${at + 1}`));
  const { stdout } = await torchat('history bob -n 1500 --json');
  expect((JSON.parse(stdout) as { key: number }[]).map(({ key }) => key)).toEqual(
    Array.from({ length: 1500 }, (_, at) => at + 1001),
  );
  expect(api.asked).toHaveLength(2);
});

test('history --on, --off and --clear change what is kept; dropping asks first', async () => {
  api.contacts = [contact(BOB, 'bob', { keepHistory: true })];
  expect((await torchat('history bob --on')).stdout).toBe('Texts with bob are kept from now on.\n');
  expect(await torchat('history bob --off')).toMatchObject({ code: 2 });
  expect((await torchat('history bob --off --yes')).stdout).toContain('the old ones are gone');
  expect((await torchat('history bob --clear --yes')).stdout).toBe('The texts kept of bob are gone.\n');
  expect(api.asked.map((asked) => asked.split(' ')[2])).toEqual([
    '{"keepHistory":true}',
    '{"keepHistory":false}',
    '{"keepHistory":false}',
    '{"keepHistory":true}',
  ]);
  expect(await torchat('history bob --on --off')).toMatchObject({ code: 2 });
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

test('chat --plain prints what comes in and sends the lines it reads', async () => {
  api.contacts = [contact(BOB, 'bob', { presence: 'available' })];
  api.messages = [message(BOB, 1, 'hello\u001B]0;x\u0007', { state: 'unread' })];
  const { code, stdout, stderr } = await torchat('chat bob --plain', 'first\n/status away\nsecond\n');
  expect(code).toBe(0);
  expect(stdout).toContain('bob: hello\n');
  expect(stderr).toContain('-- You talk to bob (available).\n');
  expect(stderr).toContain('-- Contacts see you away.\n');
  expect(api.asked.filter((asked) => !asked.startsWith('GET')).toSorted()).toEqual([
    `POST /v1/contacts/${BOB}/messages {"text":"first"}`,
    `POST /v1/contacts/${BOB}/messages {"text":"second"}`,
    `POST /v1/contacts/${BOB}/read {"upTo":1}`,
    'PUT /v1/status {"status":"away"}',
  ]);
});

test('up refuses to run beside a gateway that runs', async () => {
  // An account is on disk, so that `up` looks for its gateway.
  await home.torchat(['--account', 'second', 'init', '--yes', '--no-passphrase']);
  expect(await torchat('--account second up')).toMatchObject({
    code: 5,
    stderr: 'torchat: The account "second" is running already.\n',
  });
});
