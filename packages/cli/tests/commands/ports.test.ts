// Shares, forwards and limits as a user types them, against a gateway that runs.
import { beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type Friends, friends } from '../support/friends.ts';

let pair: Friends;

beforeEach(async () => {
  pair = await friends();
});

const torchat = (args: string): ReturnType<Friends['home']['torchat']> => pair.home.torchat(args.split(' '));

test('services lists what a contact offers', async () => {
  await pair.share('web', (socket) => void socket.end());
  expect((await torchat('services bob')).stdout).toBe('web  tcp\n');
});

test('forward socks opens a port that forward list shows and forward remove closes', async () => {
  const port = await freePort();
  expect((await torchat(`forward socks ${port}`)).stdout).toBe(
    `127.0.0.1:${port} is a SOCKS5 port for CONTACT.SERVICE.torchat.\n`,
  );
  expect((await torchat('forward list')).stdout).toBe(
    `127.0.0.1:${port}  socks  CONTACT.SERVICE.torchat  0 open, 0 B sent, 0 B got\n`,
  );
  expect(JSON.parse((await torchat('forward list --json')).stdout)).toMatchObject([
    { kind: 'socks', port, open: true },
  ]);
  expect((await torchat(`forward remove ${port}`)).stdout).toBe(`127.0.0.1:${port} is closed.\n`);
  expect(await torchat(`forward remove ${port}`)).toMatchObject({ code: 4 });
  expect(await torchat(`forward socks 0.0.0.0:${port}`)).toMatchObject({ code: 2 });
});

describe('share limit', () => {
  test('sets, lists and ends what a contact may take', async () => {
    expect((await torchat('share limit bob --connections 4 --rate 200k --day 2G')).stdout).toBe(
      'bob: at most 4 connections, 200 KB a second, 2.0 GB a day.\n',
    );
    expect((await torchat('share limit')).stdout).toBe(
      'bob  at most 4 connections, 200 KB a second, 2.0 GB a day\n',
    );
    expect((await torchat('share limit bob --day 500')).stdout).toBe('bob: 500 B a day.\n');
    expect((await torchat('share limit bob --none')).stdout).toBe('bob has no limits.\n');
    expect(await pair.ann.api.shareLimits()).toEqual([]);
  });

  test.each(['bob', 'bob --none --day 5', 'bob --rate 5x', 'bob --rate 0', 'bob --connections 0'])(
    'refuses %s',
    async (args) => {
      expect(await torchat(`share limit ${args}`)).toMatchObject({ code: 2, stdout: '' });
    },
  );

  test('knows contacts alone', async () => {
    expect(await torchat('share limit carol --day 5')).toMatchObject({ code: 4 });
  });
});

test('share log is off until it is wanted', async () => {
  expect((await torchat('share log --json')).stdout).toBe('{"on":false}\n');
  expect((await torchat('share log on')).stdout).toContain('shares.log');
  expect((await torchat('share log --json')).stdout).toBe('{"on":true}\n');
});
