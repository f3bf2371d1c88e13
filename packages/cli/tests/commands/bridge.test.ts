// The bridge's commands over the mock of tor: somebody else publishes the onion service and runs the SOCKS port.
import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { mockNet } from '@torchat/tor-manager/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../src/main.ts';
import { freePort } from '../support/free-port.ts';
import { shell } from '../support/terminal.ts';
import { BOB, OWN_ID } from '../support/world.ts';

const ALIAS = BOB.slice(0, 16);
const home = shell();

beforeAll(async () => {
  await home.torchat(['--account', 'bridge', 'init', '--yes', '--no-passphrase']);
});
afterAll(() => home[Symbol.dispose]());

test('add prints the alias to paste, and list shows what it stands for', async () => {
  expect(await home.torchat(['bridge', 'add', `${BOB.toUpperCase()}.onion`])).toEqual({
    code: 0,
    stdout: `${ALIAS}\n`,
    stderr: 'Paste this into "Add contact" of the old program.\n',
  });
  const { id } = JSON.parse((await home.torchat(['--account', 'bridge', 'id', '--json'])).stdout) as {
    id: string;
  };
  expect((await home.torchat(['bridge', 'list'])).stdout).toBe(
    `${id.slice(0, 16)}  ${id}  this bridge\n${ALIAS}  ${BOB}  added by you\n`,
  );
  expect(JSON.parse((await home.torchat(['bridge', 'list', '--json'])).stdout)).toEqual([
    { alias: id.slice(0, 16), id, how: 'own' },
    { alias: ALIAS, id: BOB, how: 'added' },
  ]);
});

test('remove strikes it out', async () => {
  await home.torchat(['bridge', 'add', BOB]);
  expect(await home.torchat(['bridge', 'remove', ALIAS])).toMatchObject({
    code: 0,
    stdout: `${ALIAS} is removed; delete it in the old program, too.\n`,
  });
  expect(await home.torchat(['bridge', 'remove', ALIAS])).toMatchObject({
    code: 4,
    stderr: 'torchat: Nobody in the book has this alias: see `torchat bridge list`.\n',
  });
});

test.each([
  ['an id of the old network', 'aaaaaaaaaaaaaaaa', /56 characters/u],
  ['a mistyped id', `${BOB.slice(0, -2)}ad`, /checksum/u],
])('add refuses %s', async (_what, id, sentence) => {
  const { code, stderr } = await home.torchat(['bridge', 'add', id]);
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
});

test.each([['up'], ['list'], ['remove x'], [`add ${BOB}`]])(
  '%s without an account says how to make one',
  async (words) => {
    using empty = shell();
    expect(await empty.torchat(['bridge', ...words.split(' ')])).toEqual({
      code: 3,
      stdout: '',
      stderr: 'torchat: There is no account "bridge" yet: run `torchat init --account bridge` to make one.\n',
    });
  },
);

test.each([[['--own', OWN_ID]], [['--own', OWN_ID, '--port', '1']], [['--socks', '9050']]])(
  'up wants all of --own, --port and --socks, or none: %j',
  async (flags) => {
    expect(await home.torchat(['bridge', 'up', ...flags])).toMatchObject({ code: 2, stdout: '' });
  },
);

test('up says what belongs into torchat.ini, takes changes of its book, and ends when told', async () => {
  await using net = await mockNet();
  const [port, socksPort] = [await freePort(), await freePort()];
  const stop = new AbortController();
  let text = '';
  const printed = new PassThrough();
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      printed.write(chunk);
      done();
    },
  });
  const flags = [
    '--own',
    OWN_ID,
    '--port',
    `${port}`,
    '--socks',
    `${net.socksPort}`,
    '--socks-port',
    `${socksPort}`,
  ];
  const ended = run(
    ['--account', 'other', 'bridge', 'up', ...flags],
    {
      stdin: new PassThrough(),
      stdout,
      stderr: new PassThrough(),
      env: { TORCHAT_HOME: home.home },
    },
    stop.signal,
  );
  await once(printed, 'data');
  expect(text).toBe(`other is up: ${OWN_ID}
Give this id to your contacts. Into torchat.ini of the old program, while that is not running, belong:

[client]
own_hostname = ${OWN_ID.slice(0, 16)}
listen_interface = 127.0.0.1
listen_port = 11009

[tor]
tor_server = 127.0.0.1
tor_server_socks_port = ${socksPort}

`);
  expect((await home.torchat(['--account', 'other', 'bridge', 'add', BOB, '--json'])).stdout).toBe(
    `${JSON.stringify({ alias: ALIAS, id: BOB, how: 'added' })}\n`,
  );
  expect(await home.torchat(['--account', 'other', 'bridge', 'add', OWN_ID])).toMatchObject({ code: 2 });
  stop.abort();
  expect(await ended).toBe(0);
});
