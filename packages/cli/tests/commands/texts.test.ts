// The commands that send and show texts, against a gateway that runs already, its API mocked.
import { expect, test } from 'vitest';
import { mockedShell } from '../support/mocked-shell.ts';
import { BOB, contact, message } from '../support/world.ts';

const { api, torchat } = mockedShell();

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
